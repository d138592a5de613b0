import type { NodeId } from '../model/ids';
import type { RelationshipRecord } from './port';

/** What a relationship says, whichever its ends. */
type Said = Omit<RelationshipRecord, 'from' | 'to'>;

/** Relationships as rows of numbers, because most say the same of other ends. */
export interface PackedRelationships {
  readonly ids: readonly NodeId[];
  readonly said: readonly Said[];
  /** Of each relationship the places of its ends in `ids`, and of what it says in `said`. */
  readonly rows: Uint32Array;
}

const WIDTH = 3;

export function packRelationships(records: readonly RelationshipRecord[]): PackedRelationships {
  const ids = new Map<NodeId, number>();
  const placeOf = (id: NodeId) => {
    const known = ids.get(id) ?? ids.size;
    ids.set(id, known);
    return known;
  };
  const said = new SaidOnce();
  const rows = new Uint32Array(WIDTH * records.length);
  let place = 0;
  for (const record of records) {
    rows[place++] = placeOf(record.from);
    rows[place++] = placeOf(record.to);
    rows[place++] = said.placeOf(record);
  }
  return { ids: [...ids.keys()], said: said.all, rows };
}

export function unpackRelationships({ ids, said, rows }: PackedRelationships): RelationshipRecord[] {
  const records: RelationshipRecord[] = [];
  for (let place = 0; place < rows.length; place += WIDTH) {
    const from = ids[rows[place] ?? 0];
    const to = ids[rows[place + 1] ?? 0];
    const alike = said[rows[place + 2] ?? 0];
    if (from === undefined || to === undefined || !alike) continue;
    const { type, key, facts, claims } = alike;
    records.push({ type, from, to, key, facts, claims });
  }
  return records;
}

/** What relationships say, once. That of objects which they share is found without a look at the text. */
class SaidOnce {
  readonly all: Said[] = [];
  readonly #places = new Map<object, number[]>();
  readonly #placeOfText = new Map<string, number>();

  placeOf({ type, key, facts, claims }: Said): number {
    const places = this.#places.get(claims) ?? [];
    for (const place of places) {
      const known = this.all[place];
      if (known?.facts === facts && known.key === key && known.type === type) return place;
    }
    const text = JSON.stringify([type, key, facts, claims]);
    const place = this.#placeOfText.get(text) ?? this.all.push({ type, key, facts, claims }) - 1;
    this.#placeOfText.set(text, place);
    this.#places.set(claims, [...places, place]);
    return place;
  }
}
