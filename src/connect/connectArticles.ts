import type { NodeId } from '../model/ids';
import type { ArticleKind } from '../model/kinds';
import { SIGNALS, type Signal } from '../model/signals';
import type { TermVector } from '../model/text';
import type { Evidence, GraphStore, NodeFilter, ReadOptions, TermStatistics } from '../store/port';
import { SCORE_SIGNAL } from './signals';
import { scoreTextSimilarity, selectStems } from './signals/textSimilarity';
import { weightsOf, type SignalWeights } from './weights';

export interface ConnectOptions {
  readonly signals?: readonly Signal[] | undefined;
  readonly kinds?: readonly ArticleKind[] | undefined;
  readonly weights?: Partial<SignalWeights> | undefined;
  /** Candidates published later, or without a date, are left out. */
  readonly publishedTo?: string | undefined;
  /** When given, exactly these are scored and nothing is proposed. */
  readonly candidates?: readonly NodeId[] | undefined;
}

export interface SignalContribution {
  readonly signal: Signal;
  /** 0…1. */
  readonly score: number;
  /** The signal's share of the whole, 0…1. */
  readonly weight: number;
  /** score × weight; the contributions of a link add up to its score exactly. */
  readonly contribution: number;
  /** What the signal rests on, the most telling first. */
  readonly evidence: readonly NodeId[];
  /** For `TEXT_SIMILARITY`: the stems that both texts have, the most telling first. */
  readonly terms: readonly string[];
}

export interface ArticleLink {
  readonly seed: NodeId;
  readonly article: NodeId;
  /** 0…1. */
  readonly score: number;
  /** Those above 0, the largest contribution first. */
  readonly signals: readonly SignalContribution[];
}

export interface Ranking {
  /** Best first; ties by id. */
  readonly links: readonly ArticleLink[];
  /** Whether a signal proposed as many candidates as it may, so that there are more. */
  readonly truncated: boolean;
}

/** Candidates per signal and seed. With seven signals a ranking holds at most seven times as many. */
const PER_SIGNAL = 50;
/** A topic, reference or author with more articles than this proposes nobody. */
const HUB_DEGREE = 1000;
const DECIMALS = 1e6;

/**
 * The articles that are connected to each seed, with every reason: candidates from each signal within bounds, then one
 * score for all. Four calls to the engine, whatever the number of seeds.
 */
export async function connectArticles(
  store: GraphStore,
  seeds: readonly NodeId[],
  { signals = SIGNALS, kinds, weights: overrides, publishedTo, candidates }: ConnectOptions = {},
  read?: ReadOptions,
): Promise<ReadonlyMap<NodeId, Ranking>> {
  const weights = weightsOf(signals, overrides);
  const wanted = SIGNALS.filter((signal) => weights[signal] > 0);
  const ids = [...new Set(seeds)];
  if (ids.length === 0) return new Map();
  const texts = wanted.includes('TEXT_SIMILARITY') ? await readSeedTexts(store, ids, read) : null;
  const filter: NodeFilter = { kinds, publishedTo };
  const evidence = await store.gatherEvidence(
    {
      seeds: ids.map((id) => ({ id, stems: texts?.stemsOf.get(id) ?? [], candidates })),
      signals: wanted,
      perSignal: PER_SIGNAL,
      hubDegree: HUB_DEGREE,
      filter,
    },
    read,
  );
  const similar = evidence.filter(({ signal }) => signal === 'TEXT_SIMILARITY').map(({ candidate }) => candidate);
  const vectors = texts ? await store.termVectors([...new Set(similar)], read) : new Map<NodeId, TermVector>();
  const bySeed = groupBy(evidence, ({ seed }) => seed);
  return new Map(ids.map((id) => [id, rank(id, bySeed.get(id) ?? [])]));

  function rank(seed: NodeId, pieces: readonly Evidence[]): Ranking {
    const byCandidate = groupBy(pieces, ({ candidate }) => candidate);
    const links = [...byCandidate].map(([candidate, reasons]) => link(seed, candidate, reasons));
    links.sort((a, b) => b.score - a.score || (a.article < b.article ? -1 : 1));
    return { links: links.filter(({ score }) => score > 0), truncated: byCandidate.size >= PER_SIGNAL };
  }

  function link(seed: NodeId, article: NodeId, reasons: readonly Evidence[]): ArticleLink {
    const bySignal = groupBy(reasons, ({ signal }) => signal);
    const contributions = wanted.flatMap((signal) => {
      const pieces = bySignal.get(signal);
      return pieces ? contribution(signal, seed, article, pieces) : [];
    });
    contributions.sort(
      (a, b) => b.contribution - a.contribution || SIGNALS.indexOf(a.signal) - SIGNALS.indexOf(b.signal),
    );
    // In millionths, so that the sum is exact.
    const millionths = contributions.reduce((sum, part) => sum + Math.round(part.contribution * DECIMALS), 0);
    return { seed, article, score: millionths / DECIMALS, signals: contributions };
  }

  function contribution(
    signal: Signal,
    seed: NodeId,
    article: NodeId,
    pieces: readonly Evidence[],
  ): SignalContribution[] {
    const { score, evidence, terms } =
      signal === 'TEXT_SIMILARITY'
        ? { evidence: [], ...textScore(seed, article) }
        : { terms: [], ...SCORE_SIGNAL[signal]([...pieces].sort(byVia)) };
    const part = Math.round(score * weights[signal] * DECIMALS) / DECIMALS;
    if (part <= 0) return [];
    return [
      {
        signal,
        score: Math.round(score * DECIMALS) / DECIMALS,
        weight: weights[signal],
        contribution: part,
        evidence,
        terms,
      },
    ];
  }

  function textScore(seed: NodeId, article: NodeId): { score: number; terms: readonly string[] } {
    const own = texts?.vectors.get(seed);
    const theirs = vectors.get(article);
    if (!texts || !own || !theirs) return { score: 0, terms: [] };
    return scoreTextSimilarity(texts.stemsOf.get(seed) ?? [], own, theirs, texts.statistics);
  }
}

interface SeedTexts {
  readonly vectors: ReadonlyMap<NodeId, TermVector>;
  readonly stemsOf: ReadonlyMap<NodeId, readonly string[]>;
  readonly statistics: TermStatistics;
}

async function readSeedTexts(store: GraphStore, ids: readonly NodeId[], read?: ReadOptions): Promise<SeedTexts> {
  const vectors = await store.termVectors(ids, read);
  const stems = new Set([...vectors.values()].flatMap((terms) => Object.keys(terms)));
  const statistics = await store.termStatistics([...stems], read);
  return {
    vectors,
    statistics,
    stemsOf: new Map([...vectors].map(([id, terms]) => [id, selectStems(terms, statistics)])),
  };
}

function byVia(a: Evidence, b: Evidence): number {
  const [x, y] = [a.via ?? '', b.via ?? ''];
  return x < y ? -1 : x > y ? 1 : 0;
}

function groupBy<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
