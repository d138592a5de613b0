import type { NodeId } from '../model/ids';
import { SIGNALS } from '../model/signals';
import type { GraphStore, ReadOptions } from '../store/port';
import {
  connectArticles,
  type ArticleLink,
  type ConnectOptions,
  type Ranking,
  type SignalContribution,
} from './connectArticles';

export interface SeveralSeeds {
  /** Articles that the answer is to be connected to. */
  readonly seeds: readonly NodeId[];
  /** Articles that it is not to be connected to. */
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
 * an article without a positive score is left out. The links are told from the seed that each article is closest to.
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
  const linksOf = (of: readonly NodeId[], article: NodeId): ArticleLink[] =>
    of.flatMap((seed) => scored.get(seed)?.links.find((link) => link.article === article) ?? []);
  const links = pool.flatMap((article) => {
    const wanted = linksOf(seeds, article);
    const [closest] = [...wanted].sort((a, b) => b.score - a.score || (a.seed < b.seed ? -1 : 1));
    if (!closest) return [];
    const unwanted = linksOf(notSeeds, article);
    return mergeLinks(closest, { wanted, unwanted }, { wanted: seeds.length, unwanted: notSeeds.length });
  });
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

function mergeLinks(
  closest: ArticleLink,
  links: BySide<readonly ArticleLink[]>,
  counts: BySide<number>,
): ArticleLink[] {
  const signals = SIGNALS.flatMap((signal): SignalContribution[] => {
    const parts = [...links.wanted, ...links.unwanted].flatMap((link) =>
      link.signals.filter((part) => part.signal === signal),
    );
    const [first] = parts;
    if (!first) return [];
    const mean = (of: readonly ArticleLink[], count: number): number =>
      count === 0
        ? 0
        : of.reduce((sum, link) => sum + (link.signals.find((part) => part.signal === signal)?.score ?? 0), 0) / count;
    const score = round(mean(links.wanted, counts.wanted) - AGAINST * mean(links.unwanted, counts.unwanted));
    const told = closest.signals.find((part) => part.signal === signal) ?? { ...first, evidence: [], terms: [] };
    return score === 0 ? [] : [{ ...told, score, contribution: round(score * first.weight) }];
  });
  signals.sort((a, b) => b.contribution - a.contribution);
  const score = round(signals.reduce((sum, { contribution }) => sum + contribution, 0));
  return score > 0 ? [{ ...closest, score, signals }] : [];
}

function round(value: number): number {
  return Math.round(value * DECIMALS) / DECIMALS;
}
