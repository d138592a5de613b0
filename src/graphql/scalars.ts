import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { parsePartialDate, type PartialDate } from '../model/dates';

/** ISO year, month or day, as precise as the source was. */
export const PartialDateScalar = new GraphQLScalarType<PartialDate, string>({
  name: 'PartialDate',
  description: 'A date as precise as it is known: `2023`, `2023-01` or `2023-01-09` (ISO 8601).',
  serialize: String,
  parseValue: readDate,
  parseLiteral: (node) => readDate(node.kind === Kind.STRING ? node.value : null),
});

function readDate(value: unknown): PartialDate {
  const date = typeof value === 'string' ? parsePartialDate(value) : null;
  if (date === null) throw new GraphQLError('PartialDate is a text such as "2023", "2023-01" or "2023-01-09".');
  return date;
}
