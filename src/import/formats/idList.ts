import type { Identifier } from '../../model/identifiers';
import type { Format } from '../record';
import { readLines } from './syntax/lines';
import { articleRecords } from './values/articleRecords';
import { namelessPaper, paperIdentifier } from './values/namelessPaper';

/** Longer lines are prose. */
const MAX_LINE_LENGTH = 2_000;
const COMMENT = /^(?:#|\/\/|%)/;
/** Lines to look at. */
const SAMPLE = 200;

/**
 * DOIs, arXiv ids and the like, one a line, with or without prefix or as addresses. Each paper is called by its id until
 * another source names it.
 */
export const idList: Format = {
  name: 'id-list',
  description: 'List of DOIs, arXiv ids or the like, one a line',
  detect(head) {
    const lines = head
      .split(/\r?\n/, SAMPLE)
      .map((line) => line.trim())
      .filter((line) => line !== '' && !COMMENT.test(line));
    // The last line of a long head may be cut.
    const whole = lines.length > 5 ? lines.slice(0, -1) : lines;
    const ids = whole.filter((line) => paperIdOf(line) !== null).length;
    return ids > 0 && ids >= 0.8 * whole.length ? 0.8 : 0;
  },
  async *read({ file, text }) {
    for await (const { text: line, number, isCut } of readLines(text, MAX_LINE_LENGTH)) {
      const at = { file, line: number };
      const written = line.trim();
      if (written === '' || COMMENT.test(written)) continue;
      const identifier = isCut ? null : paperIdOf(written);
      if (identifier === null)
        yield { at, reason: `“${written.slice(0, 80)}” is no DOI, arXiv id or other identifier of a paper` };
      else yield* articleRecords(at, namelessPaper(identifier));
    }
  },
};

/** The identifier that a line is, punctuation of lists around it left out. */
function paperIdOf(line: string): Identifier | null {
  const bare = line.replace(/^[-*+•]\s{1,5}/, '').replace(/^["'<]|[,;"'>]{1,3}$/g, '');
  return paperIdentifier(bare);
}
