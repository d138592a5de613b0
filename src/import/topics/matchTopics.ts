import type { NodeId } from '../../model/ids';
import type { TopicFacts, TopicNode } from '../../model/nodes';
import { inAmerican } from '../../model/spelling';
import { placesOfWords, words } from '../../model/text';
import type { GraphStore } from '../../store/port';

export interface TopicMatch {
  readonly topic: NodeId;
  /** Whether a phrase stands in the title alone. */
  readonly isInTitle: boolean;
  /** The words that name the topic, as the text has them where it names the topic first; each name or alias once. */
  readonly matched: readonly string[];
}

interface Phrase {
  readonly words: readonly string[];
  readonly topic: NodeId;
}

/** `AI` or `RL` in a text says too little, and matches too much. */
const MIN_PHRASE_LENGTH = 3;
const PAGE = 500;

/** Finds the curated topics that a text names: whole words of a name or alias, in either number and either spelling. */
export class TopicMatcher {
  /** Phrases by their first word. */
  readonly #phrases = new Map<string, Phrase[]>();

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
    const titleLength = words(title).length;
    const text = `${title}\n${body}`;
    const tokens = words(text).map(comparable);
    const found = new Map<NodeId, { readonly firstAt: Map<Phrase, number>; isInTitle: boolean }>();
    tokens.forEach((token, index) => {
      for (const phrase of this.#phrases.get(token) ?? []) {
        if (!phrase.words.every((word, offset) => tokens[index + offset] === word)) continue;
        const match = found.get(phrase.topic) ?? { firstAt: new Map(), isInTitle: false };
        if (!match.firstAt.has(phrase)) match.firstAt.set(phrase, index);
        match.isInTitle ||= index + phrase.words.length <= titleLength;
        found.set(phrase.topic, match);
      }
    });
    if (found.size === 0) return [];
    const places = placesOfWords(text);
    return [...found]
      .map(([topic, { firstAt, isInTitle }]) => {
        const matched = [...firstAt].map(
          ([
            {
              words: { length },
            },
            index,
          ]) => asWritten(text.slice(places[index]?.start, places[index + length - 1]?.end)),
        );
        return { topic, isInTitle, matched: [...new Set(matched)].sort() };
      })
      .sort((a, b) => (a.topic < b.topic ? -1 : 1));
  }

  #addPhrase(phrase: string, topic: NodeId): void {
    const tokens = words(phrase).map(comparable);
    const [first] = tokens;
    if (first === undefined || tokens.join(' ').length < MIN_PHRASE_LENGTH) return;
    const phrases = this.#phrases.get(first) ?? [];
    phrases.push({ words: tokens, topic });
    this.#phrases.set(first, phrases);
  }
}

/** A word in the form in which it is compared: `generalisations` as `generalization`, `behaviours` as `behavior`. */
function comparable(word: string): string {
  return inAmerican(singular(word));
}

/** `attacks` and `attack`, `adversaries` and `adversary` are one word here; words in `ss`, `us` and `is` stay as they are. */
function singular(word: string): string {
  if (word.length > 4 && word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  return word.length > 4 && word.endsWith('s') && !/(?:ss|us|is)$/.test(word) ? word.slice(0, -1) : word;
}

/** On one line and without the marks around it: `'Goodhart’s\n  law'`. */
function asWritten(words: string): string {
  return words.replace(/\s+/g, ' ').replace(/^[^\p{L}\p{N}]+|(?<![^\p{L}\p{N}\p{M}])[^\p{L}\p{N}\p{M}]+$/gu, '');
}
