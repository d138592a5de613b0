// Papers as Semantic Scholar gives them, JSON Lines, the same for the same seed: title, abstract of about 120 words,
// three fields, three authors, about ten references anywhere in the file (some papers are cited far more than others).
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { randomOf } from '../random.mjs';

const ROOT = join(import.meta.dirname, '../..');
const SYLLABLES = 'ba co di fen gra hul jor kes lin mar net ol pra qui ros sel tam ur vex win yar zel'.split(' ');
const ENDINGS = ['', 's', 'ing', 'ation', 'ed', 'al', 'ity', 'er'];
const VENUES = ['NeurIPS', 'ICML', 'ICLR', 'ACL', 'CVPR', 'AAAI', 'SaTML', 'FAccT', 'TMLR', 'JMLR'];
const WORDS = 20_000;
const TAGS = 170;
const LINES_PER_WRITE = 1_000;

/** Writes `count` papers to `path`. */
export function writePapers(path, count, seed = 1) {
  const random = randomOf(seed);
  const pick = (items) => items[Math.floor(random() * items.length)];
  /** Zipf-like: low numbers far more often than high ones. */
  const skewed = (below, power) => Math.floor(below * random() ** power);
  const words = Array.from({ length: WORDS }, (_, n) => wordOf(n) + ENDINGS[n % ENDINGS.length]);
  const { topics } = parse(readFileSync(join(ROOT, 'seeds/topics.yaml'), 'utf8'));
  const fields = [...topics.map(({ name }) => name), ...Array.from({ length: TAGS }, (_, n) => `${wordOf(n)} studies`)];
  const people = Math.ceil(count * 0.6) + 10;
  const text = (length) => Array.from({ length }, () => words[skewed(WORDS, 3)]).join(' ');

  const file = openSync(path, 'w');
  let lines = [];
  for (let n = 0; n < count; n++) {
    const topicNames = new Set(Array.from({ length: 3 }, () => fields[skewed(fields.length, 2)]));
    const references = new Set(Array.from({ length: 8 + Math.floor(random() * 5) }, () => skewed(count, 2)));
    references.delete(n);
    const { arxiv, year, date } = dayOf(n, random);
    lines.push(
      JSON.stringify({
        paperId: paperIdOf(n),
        externalIds: { DOI: `10.5555/bench.${n}`, ...(n % 2 === 0 ? { ArXiv: arxiv } : {}) },
        title: capitalised(text(8)),
        abstract: `${capitalised(text(60))}. ${n % 4 === 0 ? `${[...topicNames][0]}. ` : ''}${capitalised(text(60))}.`,
        year,
        publicationDate: date,
        venue: pick(VENUES),
        authors: Array.from({ length: 3 }, () => nameOf(skewed(people, 1.5))).map((name) => ({ name })),
        s2FieldsOfStudy: [...topicNames].map((category) => ({ category, source: 's2-fos-model' })),
        references: [...references].map((each) => ({ paperId: paperIdOf(each) })),
      }),
    );
    if (lines.length < LINES_PER_WRITE && n < count - 1) continue;
    writeSync(file, `${lines.join('\n')}\n`);
    lines = [];
  }
  closeSync(file);
}

function wordOf(n) {
  let rest = n;
  let word = '';
  do {
    word += SYLLABLES[rest % SYLLABLES.length];
    rest = Math.floor(rest / SYLLABLES.length);
  } while (rest > 0);
  return word;
}

function nameOf(n) {
  const [given, middle, family] = [n % 97, n % 26, Math.floor(n / 2)];
  return `${capitalised(wordOf(given))} ${String.fromCharCode(65 + middle)}. ${capitalised(wordOf(family + 500))}`;
}

/** Ten years of months, day by chance. */
function dayOf(n, random) {
  const year = 2015 + (Math.floor(n / 12) % 10);
  const month = String((n % 12) + 1).padStart(2, '0');
  const number = String(Math.floor(n / 120) + 1).padStart(5, '0');
  const day = String(1 + Math.floor(random() * 28)).padStart(2, '0');
  return { arxiv: `${year % 100}${month}.${number}`, year, date: `${year}-${month}-${day}` };
}

function paperIdOf(n) {
  return n.toString(16).padStart(40, '0');
}

function capitalised(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
