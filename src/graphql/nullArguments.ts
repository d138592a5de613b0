import type { GraphQLSchema } from 'graphql';
import { isObjectType } from 'graphql';

/**
 * Makes `null` for an argument or an input's field mean what leaving it out means, for every field of the schema: a
 * client that has no cursor yet sends `after: null`.
 */
export function leaveOutNullArguments(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      const { resolve } = field;
      if (!resolve || field.args.length === 0) continue;
      field.resolve = (source, args, context, info): unknown =>
        resolve(source, hasNull(args) ? withoutNulls(args) : args, context, info);
    }
  }
}

function hasNull(value: unknown): boolean {
  return typeof value === 'object' && (value === null || Object.values(value).some(hasNull));
}

function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, held]) => held !== null);
  return Object.fromEntries(entries.map(([name, held]) => [name, withoutNulls(held)]));
}
