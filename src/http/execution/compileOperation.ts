import {
  getNamedType,
  getOperationAST,
  isAbstractType,
  isCompositeType,
  isObjectType,
  Kind,
  OperationTypeNode,
  parse,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';

/** Runs one operation, as often as wanted. An answer with errors may word them in its own way. */
export type CompiledOperation = (
  contextValue: object,
  variables: Readonly<Record<string, unknown>>,
) => ExecutionResult | Promise<ExecutionResult>;

/**
 * Fields of concrete types that one operation may select. The compiler writes out what an interface's field selects for
 * each type that it may be, so nested interfaces multiply.
 */
const MAX_FIELDS = 4_000;

/**
 * Compiles a valid query with graphql-jit; `null` where it is not worth it or would not do the same as graphql-js:
 * mutations, operations that grow too large, a field that answers under the name `__proto__`, one that is selected
 * several times under conditions.
 */
export function compileOperation(
  schema: GraphQLSchema,
  source: string,
  operationName: string | undefined,
): CompiledOperation | null {
  // Its own copy, because the compiler notes things in the nodes.
  const document = parse(source);
  const operation = getOperationAST(document, operationName);
  if (operation?.operation !== OperationTypeNode.QUERY || !isCompilable(schema, document, operation.selectionSet))
    return null;
  const compiled = compileQuery(schema, document, operationName);
  if (!isCompiledQuery(compiled)) return null;
  return (contextValue, variables) => compiled.query(undefined, contextValue, variables);
}

function isCompilable(schema: GraphQLSchema, document: DocumentNode, selectionSet: SelectionSetNode): boolean {
  const fragments = new Map(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [],
    ),
  );
  let left = MAX_FIELDS;
  /** For each place of an answer whether the selection of it has a condition. */
  const conditions = new Map<string, boolean>();
  const query = schema.getQueryType();
  return query ? fits(selectionSet, query, '', false) : false;

  /** `isConditional` says whether a fragment around the selections is skipped or included by a condition. */
  function fits(
    { selections }: SelectionSetNode,
    type: GraphQLObjectType,
    place: string,
    isConditional: boolean,
  ): boolean {
    return selections.every((selection) => {
      const mayBeLeftOut = isConditional || (selection.directives ?? []).length > 0;
      if (selection.kind === Kind.FIELD) {
        const name = (selection.alias ?? selection.name).value;
        if (--left < 0 || name === '__proto__') return false;
        const at = `${place} ${type.name}.${name}`;
        // The compiler joins what is selected several times, and forgets whose conditions hold.
        const another = conditions.get(at);
        if (another !== undefined && (another || mayBeLeftOut)) return false;
        conditions.set(at, mayBeLeftOut);
        const field = type.getFields()[selection.name.value];
        const inner = selection.selectionSet;
        return (
          !field || !inner || objectTypesOf(getNamedType(field.type)).every((each) => fits(inner, each, at, false))
        );
      }
      const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
      const condition = fragment?.typeCondition && schema.getType(fragment.typeCondition.name.value);
      return !fragment || !appliesTo(condition, type) || fits(fragment.selectionSet, type, place, mayBeLeftOut);
    });
  }

  function appliesTo(condition: GraphQLNamedType | undefined, type: GraphQLObjectType): boolean {
    return !isCompositeType(condition) || objectTypesOf(condition).includes(type);
  }

  function objectTypesOf(type: GraphQLNamedType): readonly GraphQLObjectType[] {
    if (isAbstractType(type)) return schema.getPossibleTypes(type);
    return isObjectType(type) ? [type] : [];
  }
}
