import type { Location } from '../import/record';

/** `file:line:column field`, as editors understand it. */
export function describeLocation({ file, line, column, field }: Location): string {
  const place = [file, line, column].filter((part) => part !== undefined).join(':');
  return field === undefined ? place : `${place} ${field}`;
}
