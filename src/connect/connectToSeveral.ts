import type { NodeId } from '../model/ids';
import { SIGNALS, type Signal } from '../model/signals';
import type { GraphStore, ReadOptions } from '../store/port';
import {
  connectArticles,
  type ArticleLink,
  type ConnectOptions,
  type Ranking,
  type SignalContribution,
} from './connectArticles';

export interface SeveralSeeds {
  /** Articles that the answer is to be connected to, each once. */
  readonly seeds: readonly NodeId[];
  /** Others that it is not to be connected to, each once. */
  readonly notSeeds: readonly NodeId[];
}

/** Candidates of all seeds together that are scored against every seed: those with the most from single seeds. */
const POOL = 200;
/** What being connected to an unwanted article takes away, against what being connected to a wanted one gives. */
const AGAINST = 0.5;
const DECIMALS = 1e6;

/**
 * The articles that are connected to several seeds at once: the mean of the links to the seeds, less half the mean of the
 * links to unwanted articles, signal by signal, so that the parts still add up to the score. A part may be negative;
 * an article without a positive score is left out. Each part rests on the evidence of the closest link that has it, a
 * negative one of the closest to an unwanted article.
 * Two rankings, whatever the number of seeds.
 */
export async function connectToSeveral(
  store: GraphStore,
  { seeds, notSeeds }: SeveralSeeds,
  options: ConnectOptions,
  read?: ReadOptions,
): Promise<Ranking> {
  const proposals = await connectArticles(store, seeds, options, read);
  const given = new Set([...seeds, ...notSeeds]);
  const pool = poolOf(
    [...proposals.values()].flatMap(({ links }) => links).filter(({ article }) => !given.has(article)),
  );
  const scored = await connectArticles(store, [...given], { ...options, candidates: pool }, read);
  const closestLinks = (of: readonly NodeId[], article: NodeId): ArticleLink[] =>
    of
      .flatMap((seed) => scored.get(seed)?.links.find((link) => link.article === article) ?? [])
      .sort((a, b) => b.score - a.score || (a.seed < b.seed ? -1 : 1));
  const counts = { wanted: seeds.length, unwanted: notSeeds.length };
  const links = pool.flatMap((article) =>
    mergeLinks({ wanted: closestLinks(seeds, article), unwanted: closestLinks(notSeeds, article) }, counts),
  );
  links.sort((a, b) => b.score - a.score || (a.article < b.article ? -1 : 1));
  const cut = new Set([...proposals.values()].flatMap((ranking) => ranking.cut));
  return { links, cut: SIGNALS.filter((signal) => cut.has(signal)) };
}

function poolOf(links: readonly ArticleLink[]): NodeId[] {
  const sums = new Map<NodeId, number>();
  for (const { article, score } of links) sums.set(article, (sums.get(article) ?? 0) + score);
  return [...sums]
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .slice(0, POOL)
    .map(([id]) => id);
}

interface BySide<Value> {
  readonly wanted: Value;
  readonly unwanted: Value;
}

/** Of the links from one article to each seed, the closest first: one, or none where nothing speaks for it. */
function mergeLinks({ wanted, unwanted }: BySide<readonly ArticleLink[]>, counts: BySide<number>): ArticleLink[] {
  const signals = SIGNALS.flatMap((signal): SignalContribution[] => {
    const [pro, contra] = [partsOf(wanted, signal), partsOf(unwanted, signal)];
    const score = round(meanOf(pro, counts.wanted) - AGAINST * meanOf(contra, counts.unwanted));
    const [told] = score > 0 ? pro : contra;
    return told && score !== 0 ? [{ ...told, score, contribution: round(score * told.weight) }] : [];
  });
  signals.sort((a, b) => b.contribution - a.contribution);
  const score = round(signals.reduce((sum, { contribution }) => sum + contribution, 0));
  const reasons = new Set(signals.filter(({ contribution }) => contribution > 0).map(({ seed }) => seed));
  const closest = wanted.find(({ seed }) => reasons.has(seed));
  return closest && score > 0 ? [{ ...closest, isOfSeveral: counts.wanted > 1, score, signals }] : [];
}

function partsOf(links: readonly ArticleLink[], signal: Signal): SignalContribution[] {
  return links.flatMap(({ signals }) => signals.filter((part) => part.signal === signal));
}

function meanOf(parts: readonly SignalContribution[], count: number): number {
  return count === 0 ? 0 : parts.reduce((sum, { score }) => sum + score, 0) / count;
}

function round(value: number): number {
  return Math.round(value * DECIMALS) / DECIMALS;
}
