import type { EntryRecord } from '../../record';
import { linkedArticle, standInTitle } from './linkedArticle';
import { isHeadingLike } from './markedText';
import { isAreaHeading, isShelfHeading, listsMentions, withoutReadingTime } from '../values/markers';
import { SectionList, type SectionRecord } from './sectionList';
import { linksUnder, type TextLine } from './textLines';

const DEFAULT_HEADING = 'Coverage';

/**
 * The sections of an issue of which only headings and paragraphs are left: a heading followed by another one is an
 * area, any other a title, and each paragraph on a shelf is a mention. All of it is guessed from the look of the lines.
 */
export function unmarkedSections(lines: readonly TextLine[]): SectionRecord[] {
  const sections = new SectionList();
  let section = DEFAULT_HEADING;
  let isShelf = false;
  let open: Feature | null = null;
  const close = () => {
    if (open) sections.add(section, featureOf(open, section));
    open = null;
  };
  for (const [index, line] of lines.entries()) {
    const next = lines[index + 1];
    if (isHeadingLike(line)) {
      close();
      isShelf = listsMentions(line.text);
      const isArea = isAreaHeading(line.text) || (line.urls.length === 0 && next !== undefined && isHeadingLike(next));
      if (isArea && (!isShelfHeading(line.text) || section === DEFAULT_HEADING)) section = line.text;
      else if (!isShelf)
        open = {
          title: withoutReadingTime(line.text),
          paragraphs: [],
          urls: [...line.urls],
          url: line.urls[0] ?? null,
        };
    } else if (isShelf) {
      const article = linkedArticle(standInTitle(line.text), line.urls[0] ?? null, { section, isStandIn: true });
      const links = linksUnder([], line.urls);
      sections.add(section, {
        summary: line.text,
        coverage: 'MENTION',
        links,
        ...(article ? { articles: [article] } : {}),
      });
    } else {
      const item = open as { paragraphs: string[]; urls: string[] } | null;
      item?.paragraphs.push(line.isItem ? `• ${line.text}` : line.text);
      item?.urls.push(...line.urls);
    }
  }
  close();
  return sections.toRecords();
}

interface Feature {
  readonly title: string;
  readonly paragraphs: string[];
  readonly urls: string[];
  /** On the title's own line: the title leads to it. */
  readonly url: string | null;
}

function featureOf({ title, paragraphs, urls, url }: Feature, section: string): EntryRecord {
  const article = linkedArticle(title, url, { section });
  return {
    title,
    ...(paragraphs.length > 0 ? { summary: paragraphs.join('\n\n') } : {}),
    coverage: 'FEATURE',
    links: linksUnder([], urls),
    ...(article ? { articles: [article] } : {}),
  };
}
