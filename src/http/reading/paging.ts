import { html, type Html } from './html';

export interface PageInfo {
  readonly hasNextPage: boolean;
  readonly endCursor: string | null;
}

/** The way to the items that follow; `query` is what else the address says. */
export function nextPageLink(
  path: string,
  { hasNextPage, endCursor }: PageInfo,
  query: Readonly<Record<string, string>> = {},
): Html | null {
  if (!hasNextPage || endCursor === null) return null;
  const next = new URLSearchParams({ ...query, after: endCursor });
  return html`<nav class="more" aria-label="Pages">
    <a class="button quiet" rel="next" href="${path}?${next.toString()}">More</a>
  </nav>`;
}
