import type { ResourceKind } from '../../model/kinds';
import { pathOfNode } from './addresses';
import type { Crumb, Site } from './page';

/** schema.org's type for each kind of resource. */
export const RESOURCE_TYPES: Readonly<Record<ResourceKind, string>> = {
  DATASET: 'Dataset',
  BENCHMARK: 'Dataset',
  COURSE: 'Course',
  COMPETITION: 'CreativeWork',
  VIDEO: 'VideoObject',
  PODCAST: 'PodcastEpisode',
  POST: 'BlogPosting',
  NEWS: 'NewsArticle',
  TOOL: 'SoftwareApplication',
  BOOK: 'Book',
  OTHER: 'CreativeWork',
};

/** The address that names a node to search engines; `undefined`, and so left out, for kinds without pages. */
export function addressOfNode(id: string, { origin }: Site): string | undefined {
  const path = pathOfNode(id);
  return path === null ? undefined : origin + path;
}

export function personFacts({ id, name }: { readonly id: string; readonly name: string }, site: Site): object {
  return { '@type': 'Person', name, url: addressOfNode(id, site) };
}

export function topicFacts({ id, name }: { readonly id: string; readonly name: string }, site: Site): object {
  return { '@type': 'DefinedTerm', name, url: addressOfNode(id, site) };
}

export function venueFacts({ id, name }: { readonly id: string; readonly name: string }, site: Site): object {
  return { '@type': 'Periodical', name, url: addressOfNode(id, site) };
}

export function breadcrumbFacts(crumbs: readonly Crumb[], { origin }: Site): object {
  return {
    '@type': 'BreadcrumbList',
    itemListElement: crumbs.map(({ name, path }, index) => ({
      '@type': 'ListItem',
      position: index + 1,
      name,
      item: origin + path,
    })),
  };
}

/** A list of pages in their order, as an index shows it. */
export function listFacts(
  items: readonly { readonly id: string; readonly name: string }[],
  site: Site,
): Record<string, unknown> {
  return {
    '@type': 'ItemList',
    numberOfItems: items.length,
    itemListElement: items.map(({ id, name }, index) => ({
      '@type': 'ListItem',
      position: index + 1,
      name,
      url: addressOfNode(id, site),
    })),
  };
}
