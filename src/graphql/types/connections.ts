import { Ctx, Field, Int, ObjectType, type ClassType } from 'type-graphql';
import type { GraphContext } from '../context';
import type { BoundedPage, CursorOf, Page } from '../page';
import type { Hop } from '../../store/port';
import { Claim } from './Claim';
import { toObject, type NodeObject } from './nodeObject';

@ObjectType({ description: 'Where a page lies in its list (Relay).' })
export class PageInfo {
  constructor(hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null) {
    this.hasNextPage = hasNextPage;
    this.hasPreviousPage = hasPreviousPage;
    this.startCursor = startCursor;
    this.endCursor = endCursor;
  }

  @Field(() => Boolean, { description: 'Whether there are items after this page.' })
  hasNextPage: boolean;

  @Field(() => Boolean, { description: 'Whether a cursor was given, so that there are items before this page.' })
  hasPreviousPage: boolean;

  @Field(() => String, { nullable: true, description: 'Cursor of the first item.' })
  startCursor: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Cursor of the last item: pass it as `after` for the next page.',
  })
  endCursor: string | null;
}

/** An edge over a relationship of the graph. Edges of one type each extend it with what their relationship says. */
@ObjectType()
export abstract class HopEdge {
  constructor(
    protected readonly hop: Hop,
    private readonly cursorOf: CursorOf<Hop>,
  ) {}

  @Field(() => String, { description: 'Pass it as `after` for the items that follow.' })
  get cursor(): string {
    return this.cursorOf(this.hop);
  }

  @Field(() => [Claim], { description: 'Who says that the two are joined.' })
  async claims(@Ctx() { loaders }: GraphContext): Promise<Claim[]> {
    const claims = await loaders.relationshipClaims.load(this.hop.relationship);
    return claims.map(({ source, rank, at }) => new Claim(source, rank, at));
  }

  resolveNode(): NodeObject {
    return toObject(this.hop.node);
  }
}

/** What every edge can do: give the node at its other end. */
export interface Edge {
  resolveNode(context: GraphContext): NodeObject | Promise<NodeObject>;
}

/** Makes an edge of an item; its cursor is made when the client asks for it. */
type EdgeClass<Item, Kind extends Edge> = new (item: Item, cursorOf: CursorOf<Item>) => Kind;

/** What all connection types have: edges, the `nodes` shortcut, `pageInfo`, and `totalCount`, counted only when asked for. */
function fieldsOfConnection<Item, Kind extends Edge>(edge: EdgeClass<Item, Kind>, node: () => unknown) {
  @ObjectType()
  class ConnectionFields {
    readonly #page: Page<Item>;

    constructor(page: Page<Item>) {
      this.#page = page;
      this.edges = page.items.map((item) => new edge(item, page.cursorOf));
    }

    @Field(() => [edge as ClassType], { description: 'The items with what joins them.' })
    readonly edges: readonly Kind[];

    @Field(() => [node() as ClassType], { description: 'The items alone.' })
    nodes(@Ctx() context: GraphContext): Promise<NodeObject[]> {
      return Promise.all(this.edges.map(async (each) => each.resolveNode(context)));
    }

    @Field(() => PageInfo, { description: 'Where this page lies in the list.' })
    get pageInfo(): PageInfo {
      const { items, cursorOf, hasNextPage, hasPreviousPage } = this.#page;
      const [first, last] = [items[0], items.at(-1)];
      return new PageInfo(
        hasNextPage,
        hasPreviousPage,
        first === undefined ? null : cursorOf(first),
        last === undefined ? null : cursorOf(last),
      );
    }

    @Field(() => Int, { description: 'How many there are in all; counted only when asked for.' })
    totalCount(): Promise<number> {
      return this.#page.count();
    }
  }
  return ConnectionFields;
}

/** A Relay connection type for an edge type. */
export function connectionOf<Item, Kind extends Edge>(
  name: string,
  description: string,
  edge: EdgeClass<Item, Kind>,
  node: () => unknown,
) {
  @ObjectType(name, { description })
  class ConnectionType extends fieldsOfConnection(edge, node) {}
  return ConnectionType;
}

/** A connection type for a list that was found within bounds, which says what they left out. */
export function boundedConnectionOf<Item, Kind extends Edge>(
  name: string,
  description: string,
  edge: EdgeClass<Item, Kind>,
  node: () => unknown,
) {
  @ObjectType(name, { description })
  class BoundedConnectionType extends fieldsOfConnection(edge, node) {
    constructor(page: BoundedPage<Item>) {
      super(page);
      this.cut = page.cut;
    }

    @Field(() => Boolean, { description: TRUNCATED })
    get truncated(): boolean {
      return this.cut.length > 0;
    }

    @Field(() => [String], { description: CUT })
    cut: readonly string[];
  }
  return BoundedConnectionType;
}

export const TRUNCATED =
  'Whether bounds kept the answer from looking at everything, so that there may be more or better.';
export const CUT = 'What was left out, a sentence each; empty when nothing was.';
