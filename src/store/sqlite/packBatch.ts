import type { NodeId } from '../../model/ids';
import type { RelationshipRecord, WriteBatch } from '../port';
import { typeNumber, typeOfNumber } from './migrations';

type Said = Pick<RelationshipRecord, 'key' | 'facts' | 'claims'>;

/**
 * A batch as it goes from thread to thread. Relationships are rows of numbers, because most say the same of other ends:
 * to copy thousands of objects takes longer than to make them anew.
 */
export interface PackedBatch extends Omit<WriteBatch, 'putRelationships'> {
  readonly ids: readonly NodeId[];
  readonly said: readonly Said[];
  /** Of each relationship the number of its type, the places of its ends in `ids`, and of what it says in `said`. */
  readonly rows: Uint32Array;
}

const WIDTH = 4;

export function packBatch({ putRelationships = [], ...others }: WriteBatch): PackedBatch {
  const ids = new Map<NodeId, number>();
  const placeOf = (id: NodeId) => {
    const known = ids.get(id) ?? ids.size;
    ids.set(id, known);
    return known;
  };
  const said = new SaidOnce();
  const rows = new Uint32Array(WIDTH * putRelationships.length);
  let place = 0;
  for (const record of putRelationships) {
    rows[place++] = typeNumber(record.type);
    rows[place++] = placeOf(record.from);
    rows[place++] = placeOf(record.to);
    rows[place++] = said.placeOf(record);
  }
  return { ...others, ids: [...ids.keys()], said: said.all, rows };
}

export function unpackBatch({ ids, said, rows, ...others }: PackedBatch): WriteBatch {
  const putRelationships: RelationshipRecord[] = [];
  for (let place = 0; place < rows.length; place += WIDTH) {
    const type = typeOfNumber(rows[place] ?? 0);
    const from = ids[rows[place + 1] ?? 0];
    const to = ids[rows[place + 2] ?? 0];
    const alike = said[rows[place + 3] ?? 0];
    if (from === undefined || to === undefined || !alike) continue;
    putRelationships.push({ type, from, to, key: alike.key, facts: alike.facts, claims: alike.claims });
  }
  return { ...others, putRelationships };
}

/** What relationships say; those that share their objects share a place. */
class SaidOnce {
  readonly all: Said[] = [];
  readonly #places = new Map<object, number[]>();

  placeOf({ key, facts, claims }: Said): number {
    const places = this.#places.get(claims);
    for (const place of places ?? []) {
      const known = this.all[place];
      if (known?.facts === facts && known.key === key) return place;
    }
    const place = this.all.push({ key, facts, claims }) - 1;
    if (places) places.push(place);
    else this.#places.set(claims, [place]);
    return place;
  }
}
