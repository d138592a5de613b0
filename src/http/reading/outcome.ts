import type { Ask, Asked } from './ask';
import type { Page, Site } from './page';
import type { Problem } from './problemPage';

/** What one request for a page works with. */
export interface Reading {
  readonly ask: Ask;
  readonly site: Site;
  /** The values of the address's query part, each name's last. */
  readonly query: Readonly<Record<string, string | undefined>>;
  readonly sizes: PageSizes;
}

/** How many items the lists of a page have; all within the server's own limit. */
export interface PageSizes {
  readonly few: number;
  readonly connected: number;
  readonly page: number;
  readonly many: number;
}

export function pageSizes(limit: number): PageSizes {
  const atMost = (size: number) => Math.min(size, limit);
  return { few: atMost(6), connected: atMost(10), page: atMost(25), many: atMost(50) };
}

/** What a request for a page comes to; `asked`: what the API was asked for it. */
export type Outcome =
  | { readonly page: Page; readonly status?: Problem['status']; readonly asked?: Asked }
  /** Where the page really is, without the host. */
  | { readonly redirect: string };
