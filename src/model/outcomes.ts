/**
 * What an import did to a node or relationship. `merged`: the graph had it from other sources, and now from this one
 * too. `deleted`: nobody says so any more.
 */
export const OUTCOMES = ['created', 'updated', 'merged', 'unchanged', 'deleted'] as const;
export type Outcome = (typeof OUTCOMES)[number];
export type OutcomeCounts = Readonly<Record<Outcome, number>>;
