/** The reasons why two articles are connected, in the order in which they are listed. */
export const SIGNALS = [
  'SHARED_TOPICS',
  'CITATION',
  'BIBLIOGRAPHIC_COUPLING',
  'CO_CITATION',
  'SHARED_AUTHORS',
  'CO_FEATURED',
  'TEXT_SIMILARITY',
] as const;
export type Signal = (typeof SIGNALS)[number];
