import fc from 'fast-check';
import { slugify } from '../../src/model/ids';
import { countTerms, fold, normaliseTitle, placesOfWords, stems, words } from '../../src/model/text';

it('folds case, accents, ligatures and letters that have no accent to take off', () => {
  expect(fold('Naïve ﬁne Jørgensen Łukasz Straße Æsir')).toBe('naive fine jorgensen lukasz strasse aesir');
});

it('keeps the words of every script', () => {
  expect(words('Безопасность ИИ: 安全 2.0')).toEqual(['безопасность', 'ии', '安全', '2', '0']);
});

it('takes a possessive for the word itself, with either apostrophe', () => {
  expect(words("Goodhart's law")).toEqual(words('Goodhart’s law'));
});

it('knows where in the text each word stands', () => {
  const text = 'On (naïve) Goodhart’s\nlaw, ½.';
  const places = placesOfWords(text).map(({ start, end }) => text.slice(start, end));
  expect(places).toEqual(['On', 'naïve', 'Goodhart’s', 'law', '½', '½']);
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (any) => {
      expect(placesOfWords(any)).toHaveLength(words(any).length);
    }),
    { numRuns: 2_000 },
  );
});

it('cuts endless words', () => {
  expect(words('a'.repeat(10_000))).toEqual(['a'.repeat(40)]);
});

it('finds two titles the same that differ in case, punctuation, accents and blanks', () => {
  const title = 'How Would The Viewer Feel? Estimating Wellbeing From Video Scenarios';
  expect(normaliseTitle('how would the viewer feel — estimating  wellbeing from video scenarios')).toBe(
    normaliseTitle(title),
  );
  expect(normaliseTitle('“Why Should I Trust You?”')).toBe('why should i trust you');
});

it('leaves words without a subject out of the stems', () => {
  expect(stems('This paper shows that the models were aligned')).toEqual(['model', 'align']);
});

it('counts a title word three times, and keeps the most frequent terms of a long text', () => {
  expect(Object.fromEntries(countTerms('Trojan detection', 'A trojan hides.'))).toEqual({
    trojan: 4,
    detect: 3,
    hide: 1,
  });
  const long = Array.from({ length: 1000 }, (_, index) => `term${index}`).join(' ');
  expect(countTerms('Title', long).size).toBe(200);
});

it('folds what is folded to itself', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(words(words(text).join(' '))).toEqual(words(text));
    }),
  );
});

it('makes slugs of lower-case ASCII words, at most 80 characters long and never empty', () => {
  expect(slugify('Discovering Latent Knowledge…')).toBe('discovering-latent-knowledge');
  expect(slugify('Jørgen Łukasz')).toBe('jorgen-lukasz');
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
      expect(slugify(text)).toMatch(/^(?=.{1,80}$)[a-z0-9]+(?:-[a-z0-9]+)*$/);
    }),
  );
});
