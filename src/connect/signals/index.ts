import type { Signal } from '../../model/signals';
import { scoreBibliographicCoupling } from './bibliographicCoupling';
import { scoreCitation } from './citation';
import { scoreCoCitation } from './coCitation';
import { scoreCoFeatured } from './coFeatured';
import { scoreSharedAuthors } from './sharedAuthors';
import { scoreSharedTopics } from './sharedTopics';
import type { ScoreSignal } from './signal';

/** The signals that are scored from the graph's evidence. Text similarity is scored from term vectors. */
export const SCORE_SIGNAL: Readonly<Record<Exclude<Signal, 'TEXT_SIMILARITY'>, ScoreSignal>> = {
  SHARED_TOPICS: scoreSharedTopics,
  CITATION: scoreCitation,
  BIBLIOGRAPHIC_COUPLING: scoreBibliographicCoupling,
  CO_CITATION: scoreCoCitation,
  SHARED_AUTHORS: scoreSharedAuthors,
  CO_FEATURED: scoreCoFeatured,
};
