import { lexicographicSortSchema, printSchema } from 'graphql';
import { buildGraphqlSchema } from './schema';

/** The schema in the schema definition language, sorted, as it is committed in `schema/schema.graphql`. */
export function printGraphqlSchema(): string {
  return `${printSchema(lexicographicSortSchema(buildGraphqlSchema()))}\n`;
}
