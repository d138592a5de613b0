import {
  buildSchema,
  GraphQLError,
  type GraphQLScalarType,
  type GraphQLFieldResolver,
  type GraphQLSchema,
} from 'graphql';
import { GraphError } from '../../../src/model/errors';
import type { ContextParts } from '../../../src/http/graphqlRoute';

/** What must never be seen outside of the log. */
export const SECRET = 'bolt://neo4j:hunter2@db.internal:7687';

const SDL = `
  scalar Picky
  type Query {
    hello(name: String): String!
    viewer: String
    paper(ref: String!): Paper
    articles(refs: [String!]!): [Paper!]!
    search(first: Int = 10): PaperConnection!
    bugInResolver: String
    bugInDriver: String
    claimsToBeOurs: String
    refused: String
    unavailable: String!
    badlyTyped: Int
    nothing: String!
    picky(value: Picky): String
    listens: String
    deaf: String
    gated: String
  }
  type Mutation { touch: String! }
  type Paper { id: ID! title: String topics(first: Int = 10): TopicConnection! links: [Link!]! }
  type Link { label: String paper: Paper }
  type PaperConnection { edges: [PaperEdge!]! totalCount: Int! pageInfo: PageInfo! }
  type PaperEdge { score: Float node: Paper! }
  type TopicConnection { edges: [TopicEdge!]! }
  type TopicEdge { node: Topic! }
  type Topic { slug: String! papers(first: Int = 10): PaperConnection! parents: [Topic!]! }
  type PageInfo { hasNextPage: Boolean! }
`;

type Arguments = Readonly<Record<string, string | undefined>>;
type Resolver = GraphQLFieldResolver<unknown, ContextParts, Arguments>;

/** A schema with one field for each way in which an operation goes well or wrong, and what its resolvers saw. */
export interface Probe {
  readonly schema: GraphQLSchema;
  /** Names of the root fields that were resolved. */
  readonly resolved: string[];
  /** Why each signal aborted that a resolver listened to. */
  readonly aborted: unknown[];
  /** Resolves when `count` resolvers in all have come to `gated`. */
  arrived(count: number): Promise<void>;
  /** Resolves when a resolver that listens was told to stop. */
  readonly stopped: Promise<void>;
  /** Lets all `gated` fields answer. */
  open(): void;
}

export function createProbe(): Probe {
  const resolved: string[] = [];
  const aborted: unknown[] = [];
  let waiting = 0;
  let arrivals: { count: number; done: () => void }[] = [];
  let open: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => (open = resolve));
  let stop: () => void = () => undefined;
  const stopped = new Promise<void>((resolve) => (stop = resolve));
  const fail = (error: Error) => () => {
    throw error;
  };

  const resolvers: Record<string, Resolver> = {
    hello: (_root, { name }) => `hello ${name ?? 'world'}`,
    viewer: (_root, _args, { viewer, mutationsEnabled }) => JSON.stringify({ viewer, mutationsEnabled }),
    paper: () => null,
    articles: () => [],
    search: () => ({ edges: [], totalCount: 0, pageInfo: { hasNextPage: false } }),
    bugInResolver: fail(new Error(`connect to ${SECRET}`)),
    bugInDriver: fail(Object.assign(new Error(`Could not reach ${SECRET}`), { code: 'ServiceUnavailable' })),
    claimsToBeOurs: fail(new GraphQLError(SECRET, { extensions: { code: 'BAD_USER_INPUT', query: SECRET } })),
    refused: fail(new GraphError('BAD_REFERENCE', 'That is no reference.', { ref: 'x' }, { cause: new Error(SECRET) })),
    unavailable: fail(
      new GraphError('SERVICE_UNAVAILABLE', 'The engine does not answer.', {}, { cause: new Error(SECRET) }),
    ),
    badlyTyped: () => SECRET,
    nothing: () => null,
    picky: () => 'ok',
    listens: (_root, _args, { signal }) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => {
          aborted.push(signal.reason);
          stop();
          reject(signal.reason as Error);
        });
        waiting++;
        arrivals
          .filter(({ count }) => count <= waiting)
          .forEach(({ done }) => {
            done();
          });
      }),
    deaf: () => new Promise(() => undefined),
    gated: async () => {
      waiting++;
      arrivals
        .filter(({ count }) => count <= waiting)
        .forEach(({ done }) => {
          done();
        });
      await gate;
      return 'through';
    },
    touch: () => 'touched',
  };

  const schema = buildSchema(SDL);
  for (const root of [schema.getQueryType(), schema.getMutationType()])
    for (const field of Object.values(root?.getFields() ?? {}))
      field.resolve = (source, args: Arguments, context: ContextParts, info) => {
        resolved.push(field.name);
        return resolvers[field.name]?.(source, args, context, info);
      };
  const picky = schema.getType('Picky') as GraphQLScalarType;
  picky.parseValue = picky.parseLiteral = fail(new Error(SECRET));

  return {
    schema,
    resolved,
    aborted,
    stopped,
    open: () => {
      open();
    },
    arrived: (count) =>
      new Promise((done) => {
        if (waiting >= count) done();
        else arrivals = [...arrivals, { count, done }];
      }),
  };
}
