import type { NodeId } from '../model/ids';
import type { ArticleKind } from '../model/kinds';
import { SIGNALS, type Signal } from '../model/signals';
import type { Evidence, GraphStore, NodeFilter, ReadOptions, TermVector } from '../store/port';
import { NEWEST_AT_HUB } from '../store/rules';
import { takeTurn } from '../turns';
import { readCitations, walkCitations, type CitationWalk, type Citations } from './citationWalk';
import { seriesStems } from './seriesStems';
import { SCORE_SIGNAL } from './signals';
import { scoreCitation } from './signals/citation';
import { profileOf, scoreTextSimilarity, type TextProfile } from './signals/textSimilarity';
import { weightsOf, type SignalWeights } from './weights';

export interface ConnectOptions {
  readonly signals?: readonly Signal[] | undefined;
  readonly kinds?: readonly ArticleKind[] | undefined;
  readonly weights?: Partial<SignalWeights> | undefined;
  /** Articles published later, or without a date, are left out, as candidates and as evidence. A seed may be later. */
  readonly publishedTo?: string | undefined;
  /** When given, those of them that meet the conditions are scored, and nothing is proposed. */
  readonly candidates?: readonly NodeId[] | undefined;
}

export interface SignalContribution {
  readonly signal: Signal;
  /** What the evidence joins the article to. */
  readonly seed: NodeId;
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
  /** What the article is connected to; of several, the closest. */
  readonly seed: NodeId;
  /** Whether several were asked about, so that the seed has to be named. */
  readonly isOfSeveral: boolean;
  readonly article: NodeId;
  /** 0…1. */
  readonly score: number;
  /** Those above 0, the largest contribution first. */
  readonly signals: readonly SignalContribution[];
}

export interface Ranking {
  /** Best first; ties by id. */
  readonly links: readonly ArticleLink[];
  /** Signals that may join more articles to the seed than were looked at. */
  readonly cut: readonly Signal[];
}

/** Candidates per signal and seed. With seven signals a ranking holds at most seven times as many. */
export const PER_SIGNAL = 40;
/** A topic, reference or author with more articles than this proposes nobody. */
const HUB_DEGREE = 300;
/** Citation neighbors whose texts stand beside the seed's own. */
const TEXTS_AROUND = 3;
const DECIMALS = 1e6;
const NO_TEXT: TermVector = { terms: new Map(), length: 0 };

/**
 * The articles that are connected to each seed, with every reason: candidates from each signal within bounds, then one
 * score for all. Seven calls to the engine, five one after the other, whatever the number of seeds.
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
  const [byText, byCitation] = [wanted.includes('TEXT_SIMILARITY'), wanted.includes('CITATION')];
  const citations = await readCitations(store, byText || byCitation ? ids : [], publishedTo, read);
  const [profiles, walks] = await Promise.all([
    byText ? readProfiles(store, ids, citations, read) : new Map<NodeId, TextProfile>(),
    byCitation ? walkCitations(store, citations, publishedTo, read) : new Map<NodeId, CitationWalk>(),
  ]);
  const filter: NodeFilter = { kinds, publishedTo };
  const evidence = await store.gatherEvidence(
    {
      seeds: ids.map((id) => ({
        id,
        stems: profiles.get(id)?.search ?? [],
        candidates,
        reached: proposedByWalk(walks.get(id), candidates),
      })),
      signals: wanted,
      perSignal: PER_SIGNAL,
      hubDegree: HUB_DEGREE,
      filter,
    },
    read,
  );
  const similar = evidence.filter(({ signal }) => signal === 'TEXT_SIMILARITY').map(({ candidate }) => candidate);
  const compared = new Set([...profiles.values()].flatMap(({ query }) => query.map(([stem]) => stem)));
  const vectors = byText
    ? await store.termVectors({ ids: [...new Set(similar)], stems: compared }, read)
    : new Map<NodeId, TermVector>();
  const bySeed = groupBy(evidence, ({ seed }) => seed);
  const rankings = new Map<NodeId, Ranking>();
  for (const id of ids) {
    if (rankings.size > 0) await takeTurn();
    rankings.set(id, rank(id, bySeed.get(id) ?? []));
  }
  return rankings;

  function rank(seed: NodeId, pieces: readonly Evidence[]): Ranking {
    const byCandidate = groupBy(pieces, ({ candidate }) => candidate);
    const links = [...byCandidate].map(([candidate, reasons]) => link(seed, candidate, reasons));
    links.sort((a, b) => b.score - a.score || (a.article < b.article ? -1 : 1));
    return {
      links: links.filter(({ score }) => score > 0),
      cut: wanted.filter((signal) => isCut(signal, seed, pieces)),
    };
  }

  /** A signal that found as many as it may propose, or that rests on something too common to propose anyone. */
  function isCut(signal: Signal, seed: NodeId, pieces: readonly Evidence[]): boolean {
    if (candidates) return false;
    const walk = walks.get(seed);
    if (signal === 'CITATION' && walk) return walk.isCut || walk.reached.size > PER_SIGNAL;
    const ofSignal = pieces.filter((piece) => piece.signal === signal);
    const profile = profiles.get(seed);
    if (signal === 'TEXT_SIMILARITY' && !profile) return false;
    if (signal === 'TEXT_SIMILARITY' && profile && profile.search.length < profile.query.length) return true;
    if (new Set(ofSignal.map(({ candidate }) => candidate)).size >= PER_SIGNAL) return true;
    if (signal === 'CO_CITATION' && new Set(ofSignal.map(({ via }) => via)).size >= NEWEST_AT_HUB) return true;
    return ofSignal.some(({ viaDegree }) => viaDegree > HUB_DEGREE);
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
    return { seed, isOfSeveral: false, article, score: millionths / DECIMALS, signals: contributions };
  }

  function contribution(
    signal: Signal,
    seed: NodeId,
    article: NodeId,
    pieces: readonly Evidence[],
  ): SignalContribution[] {
    const { score, evidence, terms } = scoreOf(signal, seed, article, [...pieces].sort(byVia));
    const part = Math.round(score * weights[signal] * DECIMALS) / DECIMALS;
    if (part <= 0) return [];
    return [
      {
        signal,
        seed,
        score: Math.round(score * DECIMALS) / DECIMALS,
        weight: weights[signal],
        contribution: part,
        evidence,
        terms,
      },
    ];
  }

  function scoreOf(
    signal: Signal,
    seed: NodeId,
    article: NodeId,
    pieces: readonly Evidence[],
  ): Pick<SignalContribution, 'score' | 'evidence' | 'terms'> {
    if (signal === 'CITATION') return { terms: [], ...scoreCitation(pieces, walks.get(seed)?.reached.get(article)) };
    if (signal !== 'TEXT_SIMILARITY') return { terms: [], ...SCORE_SIGNAL[signal](pieces) };
    const [profile, theirs] = [profiles.get(seed), vectors.get(article)];
    if (!profile || !theirs) return { score: 0, evidence: [], terms: [] };
    return { evidence: [], ...scoreTextSimilarity(profile, theirs) };
  }
}

/** What the walk proposes: where most flows, ties by id; or, where candidates are given, those of them that it reached. */
function proposedByWalk(walk: CitationWalk | undefined, candidates: readonly NodeId[] | undefined): NodeId[] {
  if (!walk) return [];
  if (candidates) return candidates.filter((id) => walk.reached.has(id));
  return [...walk.reached]
    .sort(([a, x], [b, y]) => y.flow - x.flow || (a < b ? -1 : 1))
    .slice(0, PER_SIGNAL)
    .map(([id]) => id);
}

async function readProfiles(
  store: GraphStore,
  ids: readonly NodeId[],
  { neighbors }: Citations,
  read?: ReadOptions,
): Promise<ReadonlyMap<NodeId, TextProfile>> {
  const around = new Map(ids.map((id) => [id, [...new Set(neighbors.get(id))].slice(0, TEXTS_AROUND)]));
  const vectors = await store.termVectors({ ids: [...new Set([...ids, ...[...around.values()].flat()])] }, read);
  const stems = new Set<string>();
  for (const { terms } of vectors.values()) for (const stem of terms.keys()) stems.add(stem);
  const statistics = await store.termStatistics([...stems], read);
  const profiles = new Map<NodeId, TextProfile>();
  for (const id of ids) {
    const own = vectors.get(id);
    const texts = (around.get(id) ?? []).map((neighbor) => vectors.get(neighbor) ?? NO_TEXT);
    const profile = own && profileOf(own, texts, statistics, seriesStems(id));
    if (profile) profiles.set(id, profile);
  }
  return profiles;
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
