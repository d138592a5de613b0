import { plural } from '../model/plural';

/** How far an import is. */
export interface Progress {
  readonly records: number;
  /** Bytes of the file; `total` is 0 where nobody knows how many there are. */
  readonly read: number;
  readonly total: number;
}

const BAR_WIDTH = 24;
const LINE_EVERY = 10_000;

/** Draws a bar on a terminal, over itself; writes a line for every ten thousand records elsewhere. */
export function progressWriter(
  file: string,
  isTerminal: boolean,
  write: (text: string) => void,
): (at: Progress) => void {
  if (isTerminal)
    return (at) => {
      write(`\r\u001b[K${bar(at)} ${file}: ${plural(at.records, 'record')}\r`);
    };
  let told = 0;
  return ({ records, read, total }) => {
    if (records < told + LINE_EVERY) return;
    told = records - (records % LINE_EVERY);
    write(`${file}: ${records} records${total > 0 ? `, ${percent({ read, total })} %` : ''}\n`);
  };
}

function bar({ read, total }: Pick<Progress, 'read' | 'total'>): string {
  if (total === 0) return '…';
  const filled = Math.round((BAR_WIDTH * Math.min(read, total)) / total);
  return `[${'█'.repeat(filled)}${'░'.repeat(BAR_WIDTH - filled)}] ${String(percent({ read, total })).padStart(3)} %`;
}

function percent({ read, total }: Pick<Progress, 'read' | 'total'>): number {
  return Math.floor((100 * Math.min(read, total)) / total);
}
