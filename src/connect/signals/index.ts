import type { Signal } from '../../model/signals';
import { scoreBibliographicCoupling } from './bibliographicCoupling';
import { scoreCoCitation } from './coCitation';
import { scoreCoFeatured } from './coFeatured';
import { scoreSharedAuthors } from './sharedAuthors';
import { scoreSharedTopics } from './sharedTopics';
import type { ScoreSignal } from './signal';

/** The signals that are scored from the graph's evidence alone. Text has its vectors, citation its walk beside it. */
export const SCORE_SIGNAL: Readonly<Record<Exclude<Signal, 'TEXT_SIMILARITY' | 'CITATION'>, ScoreSignal>> = {
  SHARED_TOPICS: scoreSharedTopics,
  BIBLIOGRAPHIC_COUPLING: scoreBibliographicCoupling,
  CO_CITATION: scoreCoCitation,
  SHARED_AUTHORS: scoreSharedAuthors,
  CO_FEATURED: scoreCoFeatured,
};
