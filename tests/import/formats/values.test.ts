import { cleanName, splitAuthors } from '../../../src/import/formats/values/authors';
import { readDate } from '../../../src/import/formats/values/dates';
import { latexToText } from '../../../src/import/formats/syntax/latexToText';
import { htmlToText } from '../../../src/import/formats/syntax/htmlToText';

describe('a date', () => {
  it.each([
    ['2022-06-16T10:00:00Z', '2022-06-16'],
    ['2022/06', '2022-06'],
    ['2022-6-3', '2022-06-03'],
    ['20220616', '2022-06-16'],
    ['Mon, 09 Apr 2018 18:55:38 GMT', '2018-04-09'],
    ['16 Jun 22 10:00 EST', '2022-06-16'],
    ['June 16th, 2022', '2022-06-16'],
    ['16th of June 2022', '2022-06-16'],
    ['Sept. 2021', '2021-09'],
    ['2021 Sep 4', '2021-09-04'],
    ['06/2022', '2022-06'],
    ['(2022)', '2022'],
    ['Wed, 03 Jan 2018 14:11:52 GMT\n   ', '2018-01-03'],
  ])('%j is %s', (written, expected) => {
    expect(readDate(written)).toBe(expected);
  });

  it.each([
    ['Fall 2019', '2019'],
    ['Spring/Summer 2020', '2020'],
    ['May/June 2022', '2022'],
    ['05/03/2022', '2022'],
    ['2022-02-31', '2022-02'],
    ['2022-13', '2022'],
    ['in press', null],
    ['2019-2021', null],
    ['99', null],
  ])('%j is only as precise as it is sure: %s', (written, expected) => {
    expect(readDate(written)).toBe(expected);
  });
});

describe('a list of authors', () => {
  it.each([
    ['Ann Roe', ['Ann Roe']],
    ['Ann Roe and Bob Poe', ['Ann Roe', 'Bob Poe']],
    ['Ann Roe, Bob Poe, and Cy Doe', ['Ann Roe', 'Bob Poe', 'Cy Doe']],
    ['Ann Roe, Bob Poe et al', ['Ann Roe', 'Bob Poe']],
    ['Roe et al.', ['Roe']],
    ['Roe, Ann; van der Poe, Bob', ['Ann Roe', 'Bob van der Poe']],
    ['Roe, Ann and Poe, Bob', ['Ann Roe', 'Bob Poe']],
    ['Roe, A., Poe, B. C.', ['A. Roe', 'B. C. Poe']],
    ['Roe, Poe', ['Roe', 'Poe']],
    ['John Roe, Jr., Bob Poe', ['John Roe Jr.', 'Bob Poe']],
    ['Ann Roe*, Bob Poe†', ['Ann Roe', 'Bob Poe']],
    ['Iliyan Andó & Sandy Alef', ['Iliyan Andó', 'Sandy Alef']],
    ['Ann Roe, ...', ['Ann Roe']],
    ['', []],
  ])('%j names %j', (list, names) => {
    expect(splitAuthors(list)).toEqual(names);
  });

  it('in a column of a table is of whole names', () => {
    expect(splitAuthors('Roe, Ann', true)).toEqual(['Ann Roe']);
    expect(splitAuthors('Roe, Ann, Poe, Bob', true)).toEqual(['Ann Roe', 'Bob Poe']);
  });

  it.each([
    ['Ann Roe1', 'Ann Roe'],
    ['Ann B. Roe12', 'Ann B. Roe'],
    ['Wei Wang 0001', 'Wei Wang'],
    ['roe42', 'roe42'],
    ['Mark_Roe', 'Mark_Roe'],
    ['BBC Radio 4', 'BBC Radio 4'],
  ])('%j without footnotes is %j: what someone signs with stays whole', (written, name) => {
    expect(splitAuthors(written)).toEqual([name]);
  });

  it('turns a family name with its comma round', () => {
    expect(cleanName('Möller, Jörg ')).toBe('Jörg Möller');
  });
});

describe('LaTeX', () => {
  it.each([
    ['K{\\"o}pf, R{\\\'a}d and r{\\"u}tte', 'Köpf, Rád and rütte'],
    ["Caf\\'e, \\'{E}cole, \\c{c}a, \\v{S}, {\\aa}, \\o re, \\ss", 'Café, École, ça, Š, å, øre, ß'],
    ['na\\"{\\i}ve', 'naïve'],
    ['We study \\emph{something else} and \\textbf{more}', 'We study something else and more'],
    ['an $\\epsilon$-ball of size $O(n^{2})$', 'an ϵ-ball of size O(n^2)'],
    ['$\\sim$5\\,\\textmu m, $>$50 and $5-$6', '∼5 µm, >50 and $5-$6'],
    ['Cell\\slash BE: \\glqq A\\grqq{} to Z{\\textperthousand}', 'Cell/BE: „A“ to Z‰'],
    ['on$\\backslash$nfleets{\\textbackslash}r{\\textbackslash}nand ships', 'on fleets and ships'],
    ['it costs $5 and $6 for 5\\% of it', 'it costs $5 and $6 for 5% of it'],
    ["``quoted'' -- and --- dashed~here", '“quoted” – and — dashed here'],
    ['as shown \\cite{roe2020} before', 'as shown before'],
    ['\\method beats \\textsc{Base}', 'method beats Base'],
    ['{GPT}-4: An {LLM}', 'GPT-4: An LLM'],
    ['unbalanced {{{ \\ $ \\', 'unbalanced $'],
  ])('%j reads as %j', (latex, text) => {
    expect(latexToText(latex)).toBe(text);
  });
});

describe('HTML', () => {
  it('becomes text without scripts, with blocks on lines of their own', () => {
    expect(htmlToText('<p>One &amp; <b>two</b></p><script>alert(1)</script>three<br>four &lt;b&gt;')).toBe(
      'One & two\nthree\nfour <b>',
    );
  });
});
