import { oneLine } from '../syntax/htmlToText';
import type { TopicMention } from '../../record';

/** Longer ones are sentences. */
const MAX_TAG_LENGTH = 60;
const MAX_TAGS = 30;

/** Keywords as tags, each once. */
export function tagsOf(keywords: readonly string[]): TopicMention[] {
  const names = keywords.map((keyword) => oneLine(keyword));
  return [...new Set(names)]
    .filter((name) => /\p{L}/u.test(name) && name.length <= MAX_TAG_LENGTH)
    .slice(0, MAX_TAGS)
    .map((name) => ({ name, kind: 'TAG' }));
}
