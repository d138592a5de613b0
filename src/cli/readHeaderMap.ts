import { COLUMNS } from '../import/formats/table/columns';
import type { HeaderMap } from '../import/record';
import { UsageError } from './exitStatus';

/** `title=Titel,authors=Autoren` as the column that each header stands for. */
export function readHeaderMap(text: string): HeaderMap {
  const pairs = text.split(',').map((pair): readonly [string, string] => {
    const [column = '', ...rest] = pair.split('=');
    const header = rest.join('=').trim();
    if (header === '' || !(COLUMNS as readonly string[]).includes(column.trim()))
      throw new UsageError(
        `--map is a list such as title=Titel,authors=Autoren; the columns are ${COLUMNS.join(', ')}.`,
      );
    return [header, column.trim()];
  });
  return new Map(pairs);
}
