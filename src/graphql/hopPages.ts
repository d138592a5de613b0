import DataLoader from 'dataloader';
import type { NodeId } from '../model/ids';
import type { ExpandQuery, GraphStore, Hop, ReadOptions } from '../store/port';
import type { PageArgs } from './args';
import { cursorCodec } from './cursors';
import { KEYSET, type Page } from './page';

/** The relationships of a node in an order: what is the same for all nodes that are asked. */
export type HopList = Pick<ExpandQuery, 'type' | 'direction' | 'order' | 'filter'>;

type PageLoader = DataLoader<NodeId, Page<Hop>>;

/**
 * Pages of relationships, of whichever nodes: the engine is asked once for all that ask for the same page together. A
 * large answer asks hundreds of times, so lists are told apart by identity first; one that is made anew for every node
 * is told by its text.
 */
export class HopLoaders {
  readonly #byList = new Map<HopList, PagesOfList>();
  readonly #byText = new Map<string, PagesOfList>();

  constructor(
    private readonly store: GraphStore,
    private readonly read: ReadOptions,
  ) {}

  /** Throws `BAD_CURSOR` for a cursor that is not of this list. */
  page(list: HopList, args: PageArgs): PageLoader {
    return (this.#byList.get(list) ?? this.#findByText(list)).page(args);
  }

  #findByText(asked: HopList): PagesOfList {
    const { type, direction, order, filter } = asked;
    const list = { type, direction, order, filter };
    const text = JSON.stringify(list);
    let pages = this.#byText.get(text);
    if (!pages) this.#byText.set(text, (pages = new PagesOfList(list, this.store, this.read)));
    this.#byList.set(asked, pages);
    return pages;
  }
}

class PagesOfList {
  readonly #pages = new Map<number | string, PageLoader>();
  readonly #counts: DataLoader<NodeId, number>;

  constructor(
    private readonly list: HopList,
    private readonly store: GraphStore,
    private readonly read: ReadOptions,
  ) {
    this.#counts = new DataLoader(async (ids) => {
      const counted = await store.expand({ ...list, ids, first: 0, count: true }, read);
      return ids.map((id) => counted.get(id)?.totalCount ?? 0);
    });
  }

  page({ first, after }: PageArgs): PageLoader {
    const key = after === undefined ? first : `${first} ${after}`;
    let page = this.#pages.get(key);
    if (!page) this.#pages.set(key, (page = this.#load(first, after)));
    return page;
  }

  #load(first: number, after: string | undefined): PageLoader {
    const codec = cursorCodec(this.list, KEYSET);
    const place = codec.decode(after);
    const cursorOf = ({ keyset }: Hop) => codec.encode(keyset);
    return new DataLoader(async (ids) => {
      const found = await this.store.expand({ ...this.list, ids, first, after: place, count: false }, this.read);
      return ids.map((id) => {
        const { items = [], hasNextPage = false } = found.get(id) ?? {};
        return {
          items,
          hasNextPage,
          hasPreviousPage: place !== undefined,
          cursorOf,
          count: () => this.#counts.load(id),
        };
      });
    });
  }
}
