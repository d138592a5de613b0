import {
  getNamedType,
  GraphQLError,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  type ASTVisitor,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type SelectionSetNode,
  type ValidationContext,
  type ValidationRule,
} from 'graphql';
import type { Limits } from '../../config';
import { GraphError, type ErrorCode } from '../../model/errors';
import { isListOfNodes } from './listShape';

/** How deep a selection goes: in fields, and in lists inside lists. */
interface Nesting {
  readonly depth: number;
  readonly listDepth: number;
}
const FLAT: Nesting = { depth: 0, listDepth: 0 };

/**
 * Refuses documents that are nested too deep or use too many aliases or directives, and operations of a kind that the
 * schema lacks, which graphql-js itself finds out only when it runs them. These do not depend on variables,
 * so a validation rule may check them: Apollo validates a document once and keeps it.
 */
export function limitDocument(limits: Limits): ValidationRule {
  return (context): ASTVisitor => {
    let aliases = 0;
    let directives = 0;
    const measureFragment = createFragmentMeasure(context);
    const refuse = (code: ErrorCode, found: number, limit: number, what: string) => {
      const message = `The document has ${what}; the limit is ${limit}.`;
      context.reportError(
        new GraphQLError(message, { originalError: new GraphError(code, message, { found, limit }) }),
      );
    };
    return {
      Field(node) {
        // `__typename` counts too: it is as good as any other field for making an answer large.
        if (node.alias) aliases++;
      },
      Directive() {
        directives++;
      },
      OperationDefinition(node) {
        const root = context.getSchema().getRootType(node.operation);
        if (!root)
          context.reportError(new GraphQLError(`The schema has no ${node.operation} operations.`, { nodes: node }));
        const { depth, listDepth } = measureSelections(node.selectionSet, root, context, measureFragment);
        if (depth > limits.depth) refuse('QUERY_TOO_DEEP', depth, limits.depth, `a depth of ${depth}`);
        if (listDepth > limits.listDepth)
          refuse('QUERY_TOO_DEEP', listDepth, limits.listDepth, `lists nested to a depth of ${listDepth}`);
      },
      Document: {
        leave() {
          if (aliases > limits.aliases) refuse('TOO_MANY_ALIASES', aliases, limits.aliases, `${aliases} aliases`);
          if (directives > limits.directives)
            refuse('TOO_MANY_DIRECTIVES', directives, limits.directives, `${directives} directives`);
        },
      },
    };
  };
}

type MeasureFragment = (fragment: FragmentDefinitionNode) => Nesting;

/** Measures each fragment once, however often it is spread. A fragment inside itself is another rule's error. */
function createFragmentMeasure(context: ValidationContext): MeasureFragment {
  const measured = new Map<string, Nesting>();
  const measureFragment: MeasureFragment = (fragment) => {
    const name = fragment.name.value;
    const known = measured.get(name);
    if (known) return known;
    measured.set(name, FLAT);
    const type = context.getSchema().getType(fragment.typeCondition.name.value);
    const parent = isCompositeType(type) ? type : undefined;
    const nesting = measureSelections(fragment.selectionSet, parent, context, measureFragment);
    measured.set(name, nesting);
    return nesting;
  };
  return measureFragment;
}

/** The deepest of the selections. Unknown fields and types count as flat: another rule refuses them. */
function measureSelections(
  { selections }: SelectionSetNode,
  parent: GraphQLCompositeType | null | undefined,
  context: ValidationContext,
  measureFragment: MeasureFragment,
): Nesting {
  let depth = 0;
  let listDepth = 0;
  const include = (nesting: Nesting) => {
    depth = Math.max(depth, nesting.depth);
    listDepth = Math.max(listDepth, nesting.listDepth);
  };
  for (const selection of selections) {
    if (selection.kind === Kind.FRAGMENT_SPREAD) {
      const fragment = context.getFragment(selection.name.value);
      if (fragment) include(measureFragment(fragment));
    } else if (selection.kind === Kind.INLINE_FRAGMENT) {
      const condition = selection.typeCondition;
      const type = condition ? context.getSchema().getType(condition.name.value) : parent;
      include(measureSelections(selection.selectionSet, isCompositeType(type) ? type : null, context, measureFragment));
    } else {
      const field = findField(selection.name.value, parent);
      const type = field && getNamedType(field.type);
      const inner = selection.selectionSet
        ? measureSelections(selection.selectionSet, isCompositeType(type) ? type : null, context, measureFragment)
        : FLAT;
      const isList = field && parent ? isListOfNodes(field, parent) : false;
      include({ depth: inner.depth + 1, listDepth: inner.listDepth + (isList ? 1 : 0) });
    }
  }
  return { depth, listDepth };
}

function findField(
  name: string,
  parent: GraphQLCompositeType | null | undefined,
): GraphQLField<unknown, unknown> | undefined {
  if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
  if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef;
  return isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;
}
