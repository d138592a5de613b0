import { nodeId, shortHash } from '../../model/ids';
import type { ReplacedFacts } from '../../model/nodes';
import type { NodeRecord } from '../../store/port';
import type { Voice } from './planBatch';
import type { WorkingNode, WorkingRelationship } from '../working/workingSet';

/**
 * What a source said until a batch makes it say something else, or no longer: kept, so that the import can be taken
 * back. What the same import said before is no earlier word.
 */
export class ReplacedWord {
  readonly #voice: Voice;
  readonly #nodes: ReplacedFacts['nodes'][number][] = [];
  readonly #relationships: ReplacedFacts['relationships'][number][] = [];

  constructor(voice: Voice) {
    this.#voice = voice;
  }

  lookAtNodes(nodes: readonly WorkingNode[]): void {
    for (const { id, before, claims } of nodes) {
      const claim = this.#replaced(before, claims);
      if (claim) this.#nodes.push({ id, claim });
    }
  }

  lookAtRelationships(relationships: readonly WorkingRelationship[]): void {
    for (const { type, from, to, key, before, claims } of relationships) {
      const claim = this.#replaced(before, claims);
      if (claim) this.#relationships.push({ type, from, to, key, claim });
    }
  }

  #replaced<Said extends { readonly source: string; readonly at: string }>(
    before: readonly Said[] | null,
    after: readonly Said[],
  ): Said | null {
    const { source, at } = this.#voice;
    const [was, is] = [before, after].map((claims) => claims?.find((claim) => claim.source === source));
    if (!was || was === is || was.at === at) return null;
    return JSON.stringify(was) === JSON.stringify(is) ? null : was;
  }

  /** None when nothing was replaced. */
  get records(): readonly NodeRecord[] {
    if (this.#nodes.length === 0 && this.#relationships.length === 0) return [];
    const { source, at } = this.#voice;
    const facts = { source, replacedAt: at, nodes: this.#nodes, relationships: this.#relationships };
    const mark = shortHash(JSON.stringify(facts));
    const id = nodeId('Replaced', `${shortHash(source)}-${at.replace(/[-:.]/g, '').toLowerCase()}-${mark}`);
    return [{ id, kind: 'Replaced', facts, claims: [] }];
  }
}
