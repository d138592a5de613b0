import { ERROR_CATALOGUE, type ErrorCode, type GraphError } from '../../model/errors';
import { pathOfNode } from './addresses';
import { searchForm } from './frame';
import { html } from './html';
import type { Page } from './page';

/** A page that says what went wrong, with its HTTP status. */
export interface Problem {
  readonly status: number;
  readonly page: Page;
}

/** Nothing has this name: offers to search for it. */
export function missingPage(name: string): Problem {
  return {
    status: 404,
    page: problem('Not in the graph', `Nothing in the graph is called “${name}”.`, {
      hint: 'It may be known under another name, or not be imported yet.',
      query: name,
    }),
  };
}

/** No page has this address: offers to search for its last part. */
export function strayPage(path: string): Problem {
  const name = path.split('/').findLast((part) => part !== '') ?? '';
  return {
    status: 404,
    page: problem('No such page', `There is nothing at the address “${path}”.`, {
      hint: 'It may have been mistyped; what it names may be in the graph.',
      query: name,
    }),
  };
}

/** A reference fits several nodes: names them all. */
export function ambiguousPage({ message, details }: GraphError): Problem {
  const candidates = details['candidates'] as readonly { readonly id: string; readonly title: string }[];
  const page = problem('More than one', message, {});
  const list = html`<ul class="articles">
    ${candidates.map(
      ({ id, title }) =>
        html`<li>
          <h2><a href="${pathOfNode(id)}" dir="auto">${title}</a></h2>
        </li>`,
    )}
  </ul>`;
  return { status: 300, page: { ...page, main: html`${page.main} ${list}` } };
}

const TITLES: Partial<Record<ErrorCode, string>> = {
  BAD_CURSOR: 'This page of the list is gone',
  BAD_INPUT: 'That cannot be searched for',
  TIMEOUT: 'That took too long',
  SERVICE_UNAVAILABLE: 'The graph does not answer',
};
/** What a reader can mend; the catalogue has 200 there, for answers that hold data besides the error. */
const READERS_PART: readonly ErrorCode[] = ['BAD_CURSOR', 'BAD_INPUT', 'BAD_REFERENCE'];

export function errorPage({ code, message }: GraphError): Problem {
  const { status, todo } = ERROR_CATALOGUE[code];
  if (code === 'NOT_FOUND') return { status: 404, page: problem('Not in the graph', message, {}) };
  const isReaders = READERS_PART.includes(code);
  const shown = status >= 500 ? status : 500;
  const page = problem(TITLES[code] ?? 'Something went wrong', message, { hint: todo });
  return { status: isReaders ? 400 : shown, page };
}

function problem(title: string, message: string, { hint, query }: { hint?: string; query?: string }): Page {
  return {
    title,
    description: message,
    path: '/',
    crumbs: [{ name: 'Map', path: '/' }],
    facts: [],
    isUnlisted: true,
    main: html`<header class="head">
        <h1>${title}</h1>
        <p class="lead" dir="auto">${message}</p>
        ${hint !== undefined && html`<p class="note">${hint}</p>`}
      </header>
      ${searchForm('search', query)}`,
  };
}
