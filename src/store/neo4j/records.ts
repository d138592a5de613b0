import { createHash } from 'node:crypto';
import { int } from 'neo4j-driver';
import { dateOfPlace } from '../../model/dates';
import type { NodeId } from '../../model/ids';
import type { LookupKey } from '../../model/keys';
import type { NodeKind } from '../../model/kinds';
import type { GraphNode } from '../../model/nodes';
import type { Projection } from '../../model/projection';
import type { Relationship, RelationshipFacts, RelationshipType } from '../../model/relationships';
import type { TermCounts } from '../../model/text';
import { writeClaims } from '../claimTexts';
import type { NodeRecord, RelationshipRecord, TermVector } from '../port';

/**
 * What statements return of a node `n`. The facts that are read back are the JSON text; the properties beside it are
 * for indexes, and for people who look around in Neo4j's browser.
 */
export const NODE_ROW = 'n {.id, .kind, .facts, .popularity}';

export interface NodeRow {
  readonly id: NodeId;
  readonly kind: NodeKind;
  readonly facts: string;
  readonly popularity: number;
}

export interface RelationshipRow {
  readonly from: NodeId;
  readonly to: NodeId;
  readonly key: string;
  readonly facts: string;
}

export function readNode({ id, kind, facts, popularity }: NodeRow): GraphNode {
  return { id, kind, facts: JSON.parse(facts) as never, popularity };
}

export function readRelationship(type: RelationshipType, { from, to, key, facts }: RelationshipRow): Relationship {
  return { type, from, to, key, facts: JSON.parse(facts) as RelationshipFacts };
}

/** A term vector as the text that Lucene indexes: each stem as often as it counts, so that Lucene's scores see it too. */
function writeTerms(terms: TermCounts): string {
  // Each stem between blanks, so that `CONTAINS ' stem '` finds it.
  let text = ' ';
  for (const [stem, count] of terms) text += `${stem} `.repeat(count);
  return text;
}

/** Reads a stored term vector, of which only the wanted stems are kept. */
export function readTerms(text: string, wanted?: ReadonlySet<string>): TermVector {
  const terms = new Map<string, number>();
  let length = 0;
  for (const stem of text.split(' ')) {
    if (stem === '') continue;
    length++;
    if (wanted === undefined || wanted.has(stem)) terms.set(stem, (terms.get(stem) ?? 0) + 1);
  }
  return { terms, length };
}

/** All properties that a record gives its node; `null` takes away what an earlier record had. */
export function nodeProperties(record: NodeRecord, projection: Projection): Record<string, unknown> {
  const { name, sortName, publishedOn, nameWords, terms } = projection;
  const facts = record.facts as ReadableFacts;
  return {
    kind: record.kind,
    facts: JSON.stringify(record.facts),
    claims: writeClaims(record.claims, record.facts),
    fingerprint: fingerprint(record),
    sortName,
    publishedOn,
    nameWords,
    terms: writeTerms(terms),
    name,
    year: dateOfPlace(publishedOn) === '' ? null : int(publishedOn.slice(0, 4)),
    abstract: facts.abstract ?? null,
    description: facts.description ?? null,
    url: facts.url ?? null,
    slug: facts.slug ?? null,
    number: facts.number === undefined ? null : int(facts.number),
    topicKind: facts.topicKind ?? null,
    resourceKind: facts.resourceKind ?? null,
  };
}

/** The facts that stand as properties of their own, whichever kind has them. */
interface ReadableFacts {
  readonly abstract?: string;
  readonly description?: string;
  readonly url?: string;
  readonly slug?: string;
  readonly number?: number;
  readonly topicKind?: string;
  readonly resourceKind?: string;
}

/** All properties of a relationship, without those that it does not have: most of a large batch is these. */
export function relationshipProperties(
  record: Pick<RelationshipRecord, 'key' | 'facts' | 'claims'>,
): Record<string, unknown> {
  const { weight, position, section, coverage, summary } = record.facts;
  const readable = { weight, position: position === undefined ? undefined : int(position), section, coverage, summary };
  return {
    key: record.key,
    facts: JSON.stringify(record.facts),
    claims: JSON.stringify(record.claims),
    ...Object.fromEntries(Object.entries(readable).filter(([, value]) => value !== undefined)),
  };
}

/** Tells whether a node is stored as it is put, without sending all of it twice. */
export function fingerprint({ facts, claims }: NodeRecord): string {
  return createHash('sha256')
    .update(JSON.stringify([facts, claims]))
    .digest('base64url');
}

const LONGEST_KEY = 1_000;

/** A lookup key as it is stored: Neo4j's range indexes refuse values of more than about 8 kB, so the end of a long one is hashed. */
export function storedKey(key: LookupKey): string {
  return key.length <= LONGEST_KEY
    ? key
    : `${key.slice(0, LONGEST_KEY)}#${createHash('sha256').update(key).digest('base64url')}`;
}
