import { parseIdentifier } from '../../../model/identifiers';
import { parseHttpUrl } from '../../../model/urls';
import { oneLine } from '../syntax/htmlToText';
import type {
  ArticleRecord,
  AuthorRecord,
  Embedding,
  ImportRecord,
  Location,
  Reject,
  TopicMention,
} from '../../record';
import { readDate } from './dates';
import { repairMojibake } from '../syntax/mojibake';

/** What a reader found of one article, in plain text and not yet checked. */
export interface FoundArticle {
  readonly kind?: ArticleRecord['kind'];
  readonly resourceKind?: ArticleRecord['resourceKind'];
  readonly title?: string | undefined;
  readonly hasStandInTitle?: boolean;
  readonly abstract?: string | undefined;
  /** A date in any spelling. */
  readonly date?: string | undefined;
  readonly url?: string | undefined;
  readonly identifiers?: readonly (string | undefined)[];
  readonly authors?: readonly (string | AuthorRecord)[];
  readonly venue?: string | undefined;
  readonly topics?: readonly TopicMention[];
  readonly cites?: readonly string[];
  readonly embedding?: Embedding | undefined;
}

/** Decoded with the wrong encoding, or cut inside a character. */
const LOST_CHARACTERS = /[\ufffd\0\p{Cs}]/u;

/**
 * The record of a found article, and a reject for each of its fields that has no usable value: one bad date or DOI
 * costs that field, not the paper.
 */
export function* articleRecords(at: Location, found: FoundArticle): Generator<ImportRecord | Reject, void, undefined> {
  const title = oneLine(repairMojibake(found.title ?? ''));
  if (LOST_CHARACTERS.test(found.title ?? '')) {
    yield {
      at: { ...at, field: 'title' },
      reason: `characters were lost in “${shorten(title)}”: the text is not in the encoding in which it was read; save it as UTF-8`,
    };
    return;
  }
  if (title === '' || !/[\p{L}\p{N}]/u.test(title)) {
    yield { at: { ...at, field: 'title' }, reason: 'no title: expected one with letters or digits' };
    return;
  }
  const { article, rejects } = checkArticle(at, title, found);
  yield* rejects;
  yield { type: 'article', at, article };
}

function checkArticle(at: Location, title: string, found: FoundArticle) {
  const rejects: Reject[] = [];
  const refuse = (field: string, value: string, expected: string) => {
    rejects.push({ at: { ...at, field }, reason: `“${shorten(value)}” is no ${expected}; the field is left out` });
  };
  const url = presentText(found.url);
  const isAddress = url !== undefined && parseHttpUrl(url) !== null;
  if (url !== undefined && !isAddress) refuse('url', url, 'http(s) address');
  const identifiers = (found.identifiers ?? []).flatMap((text) => {
    const value = presentText(text);
    if (value === undefined) return [];
    if (parseIdentifier(value) !== null) return [value];
    refuse('identifiers', value, 'identifier of the kind that it is given as');
    return [];
  });
  const written = presentText(found.date);
  const publishedOn = written === undefined ? null : readDate(written);
  if (written !== undefined && publishedOn === null) refuse('publishedOn', written, 'date with one year');
  const isAbstractLost = LOST_CHARACTERS.test(found.abstract ?? '');
  if (isAbstractLost) refuse('abstract', found.abstract ?? '', 'text in the encoding in which it was read');
  const abstract = isAbstractLost ? undefined : presentText(repairMojibake(found.abstract ?? ''));
  const venue = presentText(found.venue);
  const authors = (found.authors ?? [])
    .map((author) => (typeof author === 'string' ? { name: author } : author))
    .filter(({ name }) => name !== '' && !LOST_CHARACTERS.test(name));
  const topics = (found.topics ?? []).filter(({ name }) => !LOST_CHARACTERS.test(name));
  const article: ArticleRecord = {
    ...(found.kind ? { kind: found.kind } : {}),
    ...(found.resourceKind ? { resourceKind: found.resourceKind } : {}),
    title,
    ...(found.hasStandInTitle === true ? { hasStandInTitle: true as const } : {}),
    ...(abstract ? { abstract } : {}),
    ...(publishedOn ? { publishedOn } : {}),
    ...(isAddress ? { url } : {}),
    ...(identifiers.length > 0 ? { identifiers: [...new Set(identifiers)] } : {}),
    ...(authors.length > 0 ? { authors } : {}),
    ...(venue ? { venue: oneLine(venue) } : {}),
    ...(topics.length > 0 ? { topics } : {}),
    ...(found.cites && found.cites.length > 0 ? { cites: [...new Set(found.cites)] } : {}),
    ...(found.embedding ? { embedding: found.embedding } : {}),
  };
  return { article, rejects };
}

/** The text without white space around it; nothing when nothing is left. */
export function presentText(text: string | undefined | null): string | undefined {
  const trimmed = text?.trim();
  return trimmed === '' || trimmed === undefined ? undefined : trimmed;
}

/** The beginning of a text, to show where something is wrong. */
function shorten(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
