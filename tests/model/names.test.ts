import { isPersonName, normaliseAuthorName, normaliseVenue } from '../../src/model/names';

describe('an author’s name', () => {
  it.each([
    ['Müller,  Jörg', 'Jörg Müller'],
    ['Smith, John, Jr.', 'John Smith Jr.'],
    ['and Ann Roe', 'Ann Roe'],
    ['& Ann Roe', 'Ann Roe'],
    [', Ann Roe,', 'Ann Roe'],
    ['Ann Roe et al', 'Ann Roe'],
    ['Ann Roe, et al.', 'Ann Roe'],
    ['Ann Roe*†', 'Ann Roe'],
    ['Ann Roe¹,²', 'Ann Roe'],
    ['Ann Roe2', 'Ann Roe'],
    ['Ann Roe1,2', 'Ann Roe'],
    ['Wei Wang 0001', 'Wei Wang'],
  ])('%j is %s', (written, name) => {
    expect(normaliseAuthorName(written)).toBe(name);
    expect(normaliseAuthorName(name)).toBe(name);
  });

  it.each([
    'Andy Bye',
    'Metin And',
    'Jean Metal',
    'roe42',
    'X4vier',
    'BBC Radio 4',
    'GPT-3',
    'William_S',
    'The AlphaStar team',
  ])('%s stays as it is', (name) => {
    expect(normaliseAuthorName(name)).toBe(name);
  });

  it.each(['et al.', 'others', 'and others', 'Anonymous', 'Various people', 'N/A', 'none', '—'])(
    '%s names nobody',
    (written) => {
      expect(isPersonName(normaliseAuthorName(written))).toBe(false);
    },
  );
});

describe('a venue', () => {
  it.each([
    ['NeurIPS 2022 (oral)', 'NeurIPS'],
    ['NeurIPS, 2019.', 'NeurIPS'],
    ["AAMAS '18 Proceedings", 'AAMAS Proceedings'],
    ['AAMAS 19', 'AAMAS'],
    ['AGI 2018: General Intelligence', 'AGI: General Intelligence'],
    ['80,000 Hours Podcast', '80,000 Hours Podcast'],
    ['Transactions on Graphics, Vol 37, Issue 4', 'Transactions on Graphics, Vol 37, Issue 4'],
    [', The Gradient', 'The Gradient'],
    ["Charlotte Stix's Website", "Charlotte Stix's Website"],
    ['Authors Guild', 'Authors Guild'],
  ])('%j is %s', (written, name) => {
    expect(normaliseVenue(written)).toBe(name);
  });

  it.each(['N/A', 'none', 'Unknown', '2019', '-', "Author's Website", 'Authors’ own website', 'Personal blog'])(
    '%s is none',
    (written) => {
      expect(normaliseVenue(written)).toBeNull();
    },
  );
});
