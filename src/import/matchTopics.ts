import type { NodeId } from '../model/ids';
import type { TopicFacts, TopicNode } from '../model/nodes';
import { words } from '../model/text';
import type { GraphStore } from '../store/port';

export interface TopicMatch {
  readonly topic: NodeId;
  /** Whether a phrase stands in the title alone. */
  readonly isInTitle: boolean;
  /** The words of the topic's name or alias that occur in the text, as they are folded. */
  readonly matched: readonly string[];
}

/** `AI` or `RL` in a text says too little, and matches too much. */
const MIN_PHRASE_LENGTH = 3;
const PAGE = 500;

/** Finds the curated topics that a text names: whole words of a name or alias, singular and plural alike. */
export class TopicMatcher {
  /** Phrases by their first word. */
  readonly #phrases = new Map<string, { readonly words: readonly string[]; readonly topic: NodeId }[]>();

  constructor(topics: readonly TopicNode[]) {
    for (const { id, facts } of topics) this.add(id, facts);
  }

  add(id: NodeId, { topicKind, name, aliases }: TopicFacts): void {
    if (topicKind !== 'TOPIC' && topicKind !== 'AREA') return;
    for (const phrase of [name, ...aliases]) this.#addPhrase(phrase, id);
  }

  static async fromStore(store: GraphStore): Promise<TopicMatcher> {
    const topics: TopicNode[] = [];
    for (let after = undefined; ;) {
      const page = await store.list({
        filter: { kinds: ['Topic'], topicKinds: ['AREA', 'TOPIC'] },
        order: { field: 'NAME', direction: 'ASC' },
        first: PAGE,
        after,
        count: false,
      });
      for (const { node } of page.items) if (node.kind === 'Topic') topics.push(node);
      after = page.items.at(-1)?.keyset;
      if (!page.hasNextPage) return new TopicMatcher(topics);
    }
  }

  /** Each topic once, with the phrases that matched in the title and what follows it, by topic id. */
  match(title: string, body: string): TopicMatch[] {
    if (this.#phrases.size === 0) return [];
    const titleWords = words(title);
    const tokens = [...titleWords, ...words(body)].map(singular);
    const found = new Map<NodeId, { readonly matched: Set<string>; isInTitle: boolean }>();
    tokens.forEach((token, index) => {
      for (const { words: phrase, topic } of this.#phrases.get(token) ?? []) {
        if (!phrase.every((word, offset) => tokens[index + offset] === word)) continue;
        const match = found.get(topic) ?? { matched: new Set(), isInTitle: false };
        match.matched.add(phrase.join(' '));
        match.isInTitle ||= index + phrase.length <= titleWords.length;
        found.set(topic, match);
      }
    });
    return [...found]
      .map(([topic, { matched, isInTitle }]) => ({ topic, isInTitle, matched: [...matched].sort() }))
      .sort((a, b) => (a.topic < b.topic ? -1 : 1));
  }

  #addPhrase(phrase: string, topic: NodeId): void {
    const tokens = words(phrase).map(singular);
    const [first] = tokens;
    if (first === undefined || tokens.join(' ').length < MIN_PHRASE_LENGTH) return;
    const phrases = this.#phrases.get(first) ?? [];
    phrases.push({ words: tokens, topic });
    this.#phrases.set(first, phrases);
  }
}

/** `attacks` and `attack` are one word here; words in `ss`, `us` and `is` stay as they are. */
function singular(word: string): string {
  return word.length > 4 && word.endsWith('s') && !/(?:ss|us|is)$/.test(word) ? word.slice(0, -1) : word;
}
