import type { Format } from '../record';
import { aggregator } from './aggregator';
import { arxivAtom } from './arxivAtom';
import { bibtex } from './bibtex';
import { citationEdges } from './citationEdges';
import { cslJson } from './cslJson';
import { csv } from './csv';
import { feed } from './feed';
import { graphExport } from './graphExport';
import { idList } from './idList';
import { jsonFeed } from './jsonFeed';
import { alignmentNewsletter, newsletter } from './newsletter';
import { openAlex } from './openAlex';
import { readingList } from './readingList';
import { ris } from './ris';
import { seed } from './seed';
import { semanticScholar } from './semanticScholar';

/** Every format that can be read; of two that are equally sure of a file the first reads it. */
export const FORMATS: readonly Format[] = [
  graphExport,
  seed,
  aggregator,
  alignmentNewsletter,
  newsletter,
  arxivAtom,
  feed,
  jsonFeed,
  bibtex,
  cslJson,
  openAlex,
  semanticScholar,
  ris,
  csv,
  citationEdges,
  idList,
  readingList,
];
