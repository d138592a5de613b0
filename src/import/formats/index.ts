import type { Format } from '../record';
import { aggregator } from './aggregator';
import { arxivAtom } from './arxivAtom';
import { feed } from './feed';
import { jsonFeed } from './jsonFeed';
import { alignmentNewsletter, newsletter } from './newsletter';
import { readingList } from './readingList';
import { seed } from './seed';

/** Every format that can be read; of two that are equally sure of a file the first reads it. */
export const FORMATS: readonly Format[] = [
  seed,
  aggregator,
  alignmentNewsletter,
  newsletter,
  arxivAtom,
  feed,
  jsonFeed,
  readingList,
];
