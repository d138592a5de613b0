import { parseHttpUrl } from '../../../model/urls';
import { linksOf, textOf, type Inline } from '../syntax/blocks';
import { columnsOf, type Column } from '../table/columns';
import { splitAuthors } from '../values/authors';
import { kindOfLink } from '../values/linkKind';
import { isWholeName } from '../values/credits';
import { isPaperAddress } from './labels';
import { isPreprint, venueAndDate } from './details';
import { isRelative, listedWork, type ListedWork } from './entry';

type Cell = readonly Inline[];

/** What a row says under a header that names a column of titles; `null` where there is none, or no work in the row. */
export function workOfRow(header: readonly Cell[], cells: readonly Cell[]): ListedWork | null {
  const columns = columnsOf(header.map((cell) => textOf(cell)));
  const cellOf = (column: Column) => cells[columns.indexOf(column)] ?? [];
  const textIn = (column: Column) => (columns.includes(column) ? textOf(cellOf(column)) : '');
  const titleCell = columns.includes('title') ? cellOf('title') : [];
  const own = listedWork(titleCell);
  const title = own?.title ?? textOf(titleCell.filter(({ url }) => url === undefined || isRelative(url)));
  const urlCells = columns.includes('url') ? [cellOf('url')] : [];
  const url =
    paperAt(own?.url) ??
    addressIn(urlCells, PAPER) ??
    addressIn(urlCells, /./) ??
    own?.url ??
    cells.flatMap((cell) => linksOf(cell)).find((link) => isPaperAddress(link.url ?? ''))?.url ??
    addressIn(cells, PAPER) ??
    addressIn(cells, /^https?:/);
  if (!/\p{L}{2}/u.test(title) || url === undefined) return null;
  const written = textIn('venue');
  const { venue, date } = venueAndDate(written);
  const isVenue = date === undefined && !isPreprint(written) && /\p{L}{2}/u.test(written);
  // `23.10` in a column of dates is a month.
  const day = [textIn('date').replace(/^(\d{2})[./-](\d{1,2})$/, '20$1-$2'), textIn('year'), date ?? ''].find(
    (each) => each !== '',
  );
  return {
    title,
    url,
    moreUrls: own?.moreUrls ?? [],
    prefix: own?.prefix ?? '',
    suffix: own?.suffix ?? '',
    badges: own?.badges ?? [],
    ...(day === undefined ? {} : { date: day }),
    ...(venue !== undefined || isVenue ? { venue: venue ?? written } : {}),
    authors: splitAuthors(textIn('authors')).filter(isWholeName),
  };
}

/** A title may lead to a page of the table's own, as in Notion. */
function paperAt(url: string | undefined): string | undefined {
  return url !== undefined && kindOfLink(url).kind === 'paper' ? url : undefined;
}

const PAPER = /paper|pdf|arxiv|link|doi|openreview|url/i;

/** The first address with such a label. */
function addressIn(cells: readonly Cell[], label: RegExp): string | undefined {
  const links = cells.flatMap((cell) => linksOf(cell));
  return links.find((link) => label.test(link.label) && parseHttpUrl(link.url ?? '') !== null)?.url ?? undefined;
}
