import type { EntryRecord } from '../../record';
import { isHeadingLike, type TextLine } from './markedText';
import { isAreaHeading, isShelfHeading } from './markers';
import { SectionList, type SectionRecord } from './sectionList';

const DEFAULT_HEADING = 'Coverage';

/**
 * The sections of an issue of which only headings and paragraphs are left: a heading followed by another one is an
 * area, any other a title, and each paragraph on a shelf is a mention. All of it is guessed from the look of the lines.
 */
export function unmarkedSections(lines: readonly TextLine[]): SectionRecord[] {
  const sections = new SectionList();
  let section = DEFAULT_HEADING;
  let isShelf = false;
  let open: { title: string; paragraphs: string[] } | null = null;
  const close = () => {
    if (open) sections.add(section, featureOf(open.title, open.paragraphs));
    open = null;
  };
  for (const [index, line] of lines.entries()) {
    const next = lines[index + 1];
    if (isHeadingLike(line)) {
      close();
      isShelf = isShelfHeading(line.text);
      const isArea = isAreaHeading(line.text) || (next !== undefined && isHeadingLike(next));
      if (isArea && !isShelf) section = line.text;
      else if (!isShelf) open = { title: line.text, paragraphs: [] };
    } else if (isShelf) {
      sections.add(section, { summary: line.text, coverage: 'MENTION', links: [] });
    } else {
      (open as { paragraphs: string[] } | null)?.paragraphs.push(line.isItem ? `• ${line.text}` : line.text);
    }
  }
  close();
  return sections.toRecords();
}

function featureOf(title: string, paragraphs: readonly string[]): EntryRecord {
  return {
    title,
    ...(paragraphs.length > 0 ? { summary: paragraphs.join('\n\n') } : {}),
    coverage: 'FEATURE',
    links: [],
  };
}
