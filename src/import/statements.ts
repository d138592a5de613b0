import { foldClaims, type Claim } from '../model/claims';
import type { NodeId } from '../model/ids';
import type { NodeKind } from '../model/kinds';
import { identifierKey } from '../model/keys';
import type { FactsByKind } from '../model/nodes';
import { relationshipKeyText, type RelationshipFacts, type RelationshipKey } from '../model/relationships';
import type { ClaimsAnswer, NodeRecord, RelationshipRecord } from '../store/port';

/** Who says it: what all claims of an import have in common. */
export interface Voice {
  readonly source: NodeId;
  readonly rank: Claim<unknown>['rank'];
  readonly at: string;
}

interface NodeStatement {
  readonly id: NodeId;
  readonly kind: NodeKind;
  readonly facts: Partial<FactsByKind[NodeKind]>;
}

interface RelationshipStatement extends RelationshipKey {
  readonly facts: RelationshipFacts;
  readonly voice: Voice;
}

export type Outcome = 'created' | 'updated' | 'unchanged';

/** What a batch says of each node and relationship; several records that speak of one node are added up. */
export class Statements {
  readonly #nodes = new Map<NodeId, NodeStatement>();
  readonly #mentions = new Map<NodeId, NodeStatement>();
  readonly #relationships = new Map<string, RelationshipStatement>();

  sayNode(statement: NodeStatement, isMention: boolean): void {
    const said = isMention ? this.#mentions : this.#nodes;
    const held = said.get(statement.id);
    const facts = held ? combine(held.facts, statement.facts) : statement.facts;
    // An article that one record calls a paper and another a resource is what was said first, or what the graph has.
    said.set(statement.id, { ...statement, kind: held?.kind ?? statement.kind, facts });
  }

  sayRelationship(statement: RelationshipStatement): void {
    const key = `${relationshipKeyText(statement)} ${statement.voice.source}`;
    if (!this.#relationships.has(key)) this.#relationships.set(key, statement);
  }

  get nodeIds(): NodeId[] {
    return [...new Set([...this.#nodes.keys(), ...this.#mentions.keys()])];
  }

  get spokenOf(): NodeId[] {
    return [...this.#nodes.keys()];
  }

  get relationshipKeys(): RelationshipKey[] {
    return [...this.#relationships.values()].map(({ type, from, to, key }) => ({ type, from, to, key }));
  }

  /** The records to put, each with its claims and what they add up to, and what happened to it. */
  nodeRecords(
    claims: ClaimsAnswer['nodes'],
    voice: Voice,
    spokenBefore: ReadonlySet<NodeId>,
  ): { record: NodeRecord; outcome: Outcome }[] {
    const spoken = [...this.#nodes.values()];
    // A mention creates what is missing and says nothing of what is there.
    const missing = [...this.#mentions.values()].filter(({ id }) => !claims.has(id) && !this.#nodes.has(id));
    return [...spoken, ...missing].map((statement) => {
      const held = claims.get(statement.id);
      const own = spokenBefore.has(statement.id) ? held?.find(({ source }) => source === voice.source) : undefined;
      const said = own ? combine(own.facts, statement.facts) : statement.facts;
      const merged = replaceClaim(held ?? [], { ...voice, facts: said });
      const facts = completeFacts(statement.kind, foldClaims(merged));
      const record = { id: statement.id, kind: statement.kind, facts, claims: merged } as NodeRecord;
      return { record, outcome: outcomeOf(held, merged) };
    });
  }

  relationshipRecords(claims: ClaimsAnswer['relationships']): { record: RelationshipRecord; outcome: Outcome }[] {
    const records = new Map<string, { record: RelationshipRecord; outcome: Outcome }>();
    for (const { voice, facts, ...key } of this.#relationships.values()) {
      const text = relationshipKeyText(key);
      const stored = claims.get(text);
      const held = records.get(text)?.record.claims ?? stored ?? [];
      const merged = replaceClaim(held, { ...voice, facts });
      records.set(text, {
        record: { ...key, facts: foldClaims(merged), claims: merged },
        outcome: outcomeOf(stored, merged),
      });
    }
    return [...records.values()];
  }
}

function outcomeOf(held: readonly unknown[] | undefined, merged: readonly unknown[]): Outcome {
  if (!held) return 'created';
  return JSON.stringify(held) === JSON.stringify(merged) ? 'unchanged' : 'updated';
}

/** The same source's earlier claim gives way to the new one, unless they say the same; claims are kept by source. */
function replaceClaim<Facts>(claims: readonly Claim<Facts>[], claim: Claim<Facts>): Claim<Facts>[] {
  const own = claims.find(({ source }) => source === claim.source);
  const isSaidAlready = own?.rank === claim.rank && JSON.stringify(own.facts) === JSON.stringify(claim.facts);
  const others = claims.filter(({ source }) => source !== claim.source);
  return [...others, isSaidAlready ? own : claim].sort((a, b) =>
    a.source < b.source ? -1 : a.source > b.source ? 1 : 0,
  );
}

/** Two statements of one source about one node, in either order: what both add up to. */
function combine<Facts extends object>(a: Partial<Facts>, b: Partial<Facts>): Partial<Facts> {
  const says = (facts: Partial<Facts>): Claim<Facts> => ({
    // The text of the facts stands in for a source: it orders the two the same way, whichever came first.
    source: JSON.stringify(facts) as NodeId,
    rank: 'CURATED',
    at: '',
    facts,
  });
  return foldClaims([says(a), says(b)]);
}

/** Facts that every node of a kind has, also when no claim gave them. */
const EMPTY_FACTS: Readonly<Record<NodeKind, Readonly<Record<string, unknown>>>> = {
  Paper: { identifiers: [] },
  Resource: { identifiers: [], resourceKind: 'OTHER' },
  Issue: { identifiers: [], sections: [] },
  Newsletter: {},
  Topic: { aliases: [] },
  Author: { identifiers: [], variants: [] },
  Venue: { variants: [] },
  Source: {},
};

function completeFacts(kind: NodeKind, facts: Partial<FactsByKind[NodeKind]>): FactsByKind[NodeKind] {
  return { ...EMPTY_FACTS[kind], ...facts } as FactsByKind[NodeKind];
}

/** Takes out identifiers that belong to another node, so that a record with a wrong one does not stop the batch. */
export function withoutIdentifiers<Facts extends object>(facts: Facts, taken: ReadonlySet<string>): Facts {
  if (!('identifiers' in facts) || taken.size === 0) return facts;
  const identifiers = (facts as unknown as FactsByKind['Paper']).identifiers;
  return { ...facts, identifiers: identifiers.filter((identifier) => !taken.has(identifierKey(identifier))) };
}
