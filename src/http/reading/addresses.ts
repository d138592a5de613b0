import { parse, print } from 'graphql';
import { kindOfId } from '../../model/ids';
import type { NodeKind } from '../../model/kinds';
import { parseHttpUrl } from '../../model/urls';
import type { Asked } from './ask';

/** Kinds that have pages of their own, and where these are. */
export const SECTIONS = {
  Paper: 'papers',
  Issue: 'issues',
  Topic: 'topics',
  Resource: 'resources',
  Author: 'authors',
  Newsletter: 'newsletters',
  Venue: 'venues',
} as const satisfies Partial<Record<NodeKind, string>>;
export type PageKind = keyof typeof SECTIONS;

function hasPage(kind: NodeKind): kind is PageKind {
  return Object.hasOwn(SECTIONS, kind);
}

/** The one address of a node's page, without the host; `null` for kinds without pages. */
export function pathOfNode(id: string): string | null {
  const kind = kindOfId(id);
  const slug = id.slice(id.indexOf(':') + 1);
  return kind !== null && hasPage(kind)
    ? `/${SECTIONS[kind]}/${slug.split('/').map(encodeURIComponent).join('/')}`
    : null;
}

/** The map with the node in its middle. */
export function mapPathOf(id: string): string {
  return `/?center=${encodeURIComponent(id)}`;
}

/** The playground with the operation in its first tab. */
export function playgroundPathOf({ document, variables }: Asked): string {
  const query = { query: print(parse(document)), variables: JSON.stringify(variables, null, 2) };
  return `/playground?${new URLSearchParams(query).toString()}`;
}

/** An address from the graph that a link may lead to; `null` for one that is not http(s). */
export function outsideAddress(url: string | null): URL | null {
  return url === null ? null : parseHttpUrl(url);
}
