import { dateOfPlace, monthOf } from '../model/dates';

/** What a transaction did to articles, as far as counts by topic depend on it. `Node` is what names a node. */
export interface TopicChanges<Node> {
  /** Topics that articles were newly, and are no longer, about. */
  readonly newTopics: ReadonlyMap<Node, ReadonlySet<Node>>;
  readonly lostTopics: ReadonlyMap<Node, ReadonlySet<Node>>;
  /** Deleted articles as they were, but for their lost topics. */
  readonly deletedArticles: ReadonlyMap<Node, ArticleState<Node>>;
  /** When an article that was put was published until then; '' where that is unknown or there was none. */
  readonly publishedBefore: ReadonlyMap<Node, string>;
}

export interface ArticleState<Node> {
  readonly topics: Iterable<Node>;
  /** Its place in the order by date. */
  readonly publishedOn: string;
}

/** The articles whose topics or dates a transaction may have changed: how they are now must be known. */
export function changedArticles<Node>(changes: TopicChanges<Node>): Set<Node> {
  return new Set([...changes.newTopics.keys(), ...changes.lostTopics.keys(), ...changes.publishedBefore.keys()]);
}

/**
 * By how much the counts of articles by month grow: of all, by topic and by pair of topics (in order), and how many are
 * about both of a pair, whenever published. Every article that changed is taken out as it was and put in as it is; a date
 * without a month is a month of its own, and what has no date is in none.
 */
export class TopicTallies<Node extends string | number> {
  readonly all = new Tally<Node>();
  readonly topics = new Tally<Node>();
  readonly pairs = new Tally<Node>();

  constructor(changes: TopicChanges<Node>, present: Iterable<readonly [Node, ArticleState<Node>]>) {
    const { newTopics, lostTopics, deletedArticles, publishedBefore } = changes;
    for (const [article, { topics, publishedOn }] of deletedArticles)
      this.#add([...topics, ...(lostTopics.get(article) ?? [])], publishedOn, -1);
    for (const [article, { topics, publishedOn }] of present) {
      this.#add(topics, publishedOn, 1);
      const before = publishedBefore.get(article) ?? publishedOn;
      if (deletedArticles.has(article)) continue;
      const kept = [...topics].filter((topic) => newTopics.get(article)?.has(topic) !== true);
      this.#add([...kept, ...(lostTopics.get(article) ?? [])], before, -1);
    }
  }

  #add(topics: Iterable<Node>, publishedOn: string, growth: 1 | -1): void {
    const date = dateOfPlace(publishedOn);
    const months = date === '' ? [] : [monthOf(date)];
    this.all.add([], months, growth);
    const sorted = [...new Set(topics)].sort((a, b) => (a < b ? -1 : 1));
    sorted.forEach((first, index) => {
      this.topics.add([first], months, growth);
      for (const second of sorted.slice(index + 1)) this.pairs.add([first, second], [...months, SUPPORT], growth);
    });
  }
}

/** The count of articles about both topics of a pair, among its counts by month. */
export const SUPPORT = 'support';

interface Growth<Node> {
  readonly nodes: readonly Node[];
  readonly counts: readonly { readonly name: string; readonly growth: number }[];
}

class Tally<Node> {
  readonly #growth = new Map<string, { readonly nodes: readonly Node[]; readonly counts: Map<string, number> }>();

  add(nodes: readonly Node[], names: readonly string[], growth: number): void {
    const key = nodes.join(' ');
    const { counts } = this.#growth.get(key) ?? { counts: new Map<string, number>() };
    for (const name of names) counts.set(name, (counts.get(name) ?? 0) + growth);
    this.#growth.set(key, { nodes, counts });
  }

  /** Those counts that are another than before. */
  changed(): Growth<Node>[] {
    return [...this.#growth.values()].flatMap(({ nodes, counts }) => {
      const grown = [...counts].flatMap(([name, growth]) => (growth === 0 ? [] : [{ name, growth }]));
      return grown.length === 0 ? [] : [{ nodes, counts: grown }];
    });
  }
}
