import { distance } from 'fastest-levenshtein';
import { nameWordsOf } from '../model/projection';
import { stems, stemsOfWords, words } from '../model/text';
import type { GraphStore, ReadOptions } from '../store/port';
import type { SearchQuery } from './search';

/** Shorter words differ by one letter from too many others. */
const SHORTEST = 4;
/** From so many letters on a word may have two wrong ones. */
const LONG = 7;
/** Unknown words that are looked at. */
const MOST_WORDS = 4;
/** Names that are looked at for each beginning: the most popular. */
const NAMES = 100;

/**
 * The query with each word that no text has replaced by the nearest word of a name (Levenshtein 1966), of several the one
 * that most texts have; `null` where nothing is to be replaced. Two calls to the engine for each unknown word at most, at
 * once, and two more.
 */
export async function didYouMean(
  store: GraphStore,
  { query, filter }: SearchQuery,
  read?: ReadOptions,
): Promise<string | null> {
  const asked = words(query);
  const unknown = await findUnknown(store, asked, read);
  const replacements = await Promise.all(
    unknown.map(async (word) => [word, await findNearest(store, word, filter.kinds, read)] as const),
  );
  const better = new Map(replacements);
  const said = asked.map((word) => better.get(word) ?? word).join(' ');
  return said === asked.join(' ') ? null : said;
}

/** Words of which no text has the stem, in either spelling. */
async function findUnknown(store: GraphStore, asked: readonly string[], read?: ReadOptions): Promise<string[]> {
  const long = [...new Set(asked)].filter((word) => word.length >= SHORTEST && stems(word).length > 0);
  const stemsOf = (word: string) => stemsOfWords(word).flat();
  const { documentFrequency } = await store.termStatistics(long.flatMap(stemsOf), read);
  return long.filter((word) => stemsOf(word).every((stem) => !documentFrequency.get(stem))).slice(0, MOST_WORDS);
}

async function findNearest(
  store: GraphStore,
  word: string,
  kinds: SearchQuery['filter']['kinds'],
  read?: ReadOptions,
): Promise<string | null> {
  // Most slips come late in a word.
  const beginnings = [word.slice(0, Math.ceil(word.length / 2)), word.slice(0, SHORTEST - 2)];
  const found = await Promise.all(
    beginnings.map((prefix) => store.suggest({ prefixes: [prefix], kinds, first: NAMES }, read)),
  );
  const names = new Set(found.flat().flatMap((node) => nameWordsOf(node)));
  const most = word.length < LONG ? 1 : 2;
  const near = [...names]
    .map((name) => ({ name, apart: distance(word, name) }))
    .filter(({ name, apart }) => apart <= most && name.length >= SHORTEST);
  const nearest = Math.min(...near.map(({ apart }) => apart));
  const best = near.filter(({ apart }) => apart === nearest).map(({ name }) => name);
  const { documentFrequency } = await store.termStatistics(best.flatMap(stems), read);
  const textsWith = (name: string) => Math.max(0, ...stems(name).map((stem) => documentFrequency.get(stem) ?? 0));
  return best.sort((a, b) => textsWith(b) - textsWith(a) || (a < b ? -1 : 1))[0] ?? null;
}
