import type { Format } from '../record';
import { itemRecords, type FeedItem } from './feed/item';
import { readJsonValues } from './syntax/jsonValues';
import { escapeHtml } from './syntax/xmlRecords';
import { field, isFields, textField, type Fields } from './values/fields';

const ITEMS = new Set(['items']);

/** JSON Feed 1.0 and 1.1 (jsonfeed.org). */
export const jsonFeed: Format = {
  name: 'json-feed',
  description: 'JSON Feed',
  detect: (head) => (/"version"\s{0,5}:\s{0,5}"https?:\\?\/\\?\/jsonfeed\.org/.test(head) ? 0.95 : 0),
  async *read({ file, text }) {
    for await (const found of readJsonValues(text, ITEMS)) {
      const at = { file, line: found.line };
      if ('problem' in found) yield { at, reason: found.problem };
      else if (isFields(found.value)) yield* itemRecords(at, itemOf(found.value));
      else yield { at, reason: 'an item of a JSON Feed is an object' };
    }
  },
};

function itemOf(item: Fields): FeedItem {
  const people = [field(item, 'authors'), field(item, 'author')].flatMap((each) =>
    Array.isArray(each) ? (each as unknown[]) : [each],
  );
  const tags = field(item, 'tags');
  const content = textField(item, 'content_html') ?? escaped(textField(item, 'content_text'));
  return {
    title: escaped(textField(item, 'title')),
    url: textField(item, 'external_url') ?? textField(item, 'url') ?? textField(item, 'id'),
    content,
    summary: escaped(textField(item, 'summary')) ?? content,
    date: textField(item, 'date_published') ?? textField(item, 'date_modified'),
    authors: people.flatMap((person) => (isFields(person) ? (textField(person, 'name') ?? []) : [])),
    tags: Array.isArray(tags) ? tags.filter((tag): tag is string => typeof tag === 'string') : [],
    identifiers: [],
  };
}

function escaped(text: string | undefined): string | undefined {
  return text === undefined ? undefined : escapeHtml(text);
}
