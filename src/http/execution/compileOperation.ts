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
 * mutations, operations that grow too large, a field that answers under the name `__proto__`.
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
  const query = schema.getQueryType();
  return query ? fits(selectionSet, query) : false;

  function fits({ selections }: SelectionSetNode, type: GraphQLObjectType): boolean {
    return selections.every((selection) => {
      if (selection.kind === Kind.FIELD) {
        if (--left < 0 || (selection.alias ?? selection.name).value === '__proto__') return false;
        const field = type.getFields()[selection.name.value];
        const inner = selection.selectionSet;
        return !field || !inner || objectTypesOf(getNamedType(field.type)).every((each) => fits(inner, each));
      }
      const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
      const condition = fragment?.typeCondition && schema.getType(fragment.typeCondition.name.value);
      return !fragment || !appliesTo(condition, type) || fits(fragment.selectionSet, type);
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
