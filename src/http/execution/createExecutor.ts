import type { ApolloServerOptionsWithGateway } from '@apollo/server';
import { execute, type GraphQLSchema } from 'graphql';
import { LRUCache } from 'lru-cache';
import { OPERATION, type OperationContext } from '../operation';
import { compileOperation, type CompiledOperation } from './compileOperation';

export interface ExecutorOptions {
  /** How often an operation runs before it is compiled; `Infinity`: never. */
  readonly compileAfter?: number | undefined;
  /** Told of every operation that is run. */
  readonly onRun?: ((by: 'compiled' | 'graphql-js') => void) | undefined;
  /** Told of every operation that has come up often enough. */
  readonly onCompile?: ((result: 'compiled' | 'refused') => void) | undefined;
}

/** Compiling takes as long as running a few times; what is asked once only is not worth it. */
const COMPILE_AFTER = 2;
/** About 100 kB each, at most. */
const MAX_OPERATIONS = 500;

interface KnownOperation {
  uses: number;
  /** `undefined` until tried. */
  compiled?: CompiledOperation | null;
}

type Gateway = ApolloServerOptionsWithGateway<OperationContext>['gateway'];
type Executor = NonNullable<Awaited<ReturnType<Gateway['load']>>['executor']>;

/**
 * How Apollo runs operations over the schema: with graphql-js at first, compiled once they came up a few times. Apollo
 * takes another executor than its own from a gateway only, so this is one. An answer that would hold errors is computed
 * once more by graphql-js, so that errors and what they leave of the data are the reference's own; what the loaders of
 * the request have read is not read again.
 */
export function createExecutor(
  schema: GraphQLSchema,
  { compileAfter = COMPILE_AFTER, onRun, onCompile }: ExecutorOptions = {},
): Gateway {
  const known = new LRUCache<string, KnownOperation>({ max: MAX_OPERATIONS });

  const executor: Executor = async ({ request, context, document, source, queryHash }) => {
    const { variables = {}, operationName } = request;
    const operation = (context as OperationContext)[OPERATION];
    // Without a price the variables do not fit, and graphql-js says why.
    const compiled = operation.cost === null ? null : findCompiled(queryHash, source, operationName);
    if (compiled) {
      const answer = await compiled(context, variables);
      // Nobody waits for the answer of an operation that was stopped.
      if (!answer.errors || operation.signal.aborted) {
        onRun?.('compiled');
        return answer;
      }
    }
    onRun?.('graphql-js');
    return await execute({
      schema,
      document,
      contextValue: context,
      variableValues: variables,
      operationName,
    });
  };

  function findCompiled(
    queryHash: string,
    source: string,
    operationName: string | undefined,
  ): CompiledOperation | null {
    const key = JSON.stringify([queryHash, operationName]);
    let operation = known.get(key);
    if (!operation) known.set(key, (operation = { uses: 0 }));
    operation.uses++;
    if (operation.uses <= compileAfter) return null;
    if (operation.compiled === undefined) {
      operation.compiled = compileOperation(schema, source, operationName);
      onCompile?.(operation.compiled ? 'compiled' : 'refused');
    }
    return operation.compiled;
  }

  return {
    onSchemaLoadOrUpdate(use) {
      use({ apiSchema: schema, coreSupergraphSdl: '' });
      return () => undefined;
    },
    load: () => Promise.resolve({ executor }),
    stop: () => Promise.resolve(),
  };
}
