import type { Html } from './html';

/** Where a page stands, from the outermost to the page before it. */
export interface Crumb {
  readonly name: string;
  readonly path: string;
}

/** One page to read, before the frame that all pages have is put around it. */
export interface Page {
  /** Plain text, without the site's name. */
  readonly title: string;
  /** Plain text of one or two sentences. */
  readonly description: string;
  /** The page's one address, without the host. */
  readonly path: string;
  readonly crumbs: readonly Crumb[];
  /** The node that the map shows in its middle when the reader goes there. */
  readonly center?: string;
  /** What the page is to those who share it. */
  readonly openGraphType?: 'article' | 'profile' | 'website';
  /** More of the head's names and contents, for example what reference managers read. */
  readonly meta?: readonly (readonly [name: string, content: string])[];
  /** schema.org facts, without the breadcrumbs. */
  readonly facts: readonly object[];
  /** Search engines are told to leave out what is no place of its own. */
  readonly isUnlisted?: boolean;
  /** What was searched for, for the search box. */
  readonly query?: string;
  readonly main: Html;
}

/** What a page needs to know of the site that it is part of. */
export interface Site {
  /** Scheme and host, without a slash at the end. */
  readonly origin: string;
  /** The style sheet's address; `null` while the pages' files are not built. */
  readonly stylesheet: string | null;
}
