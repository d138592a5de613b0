import { parseIdentifier } from '../../../model/identifiers';
import type { ResourceKind } from '../../../model/kinds';
import type { ArticleRecord } from '../../record';
import { kindOfLink } from './linkKind';

interface ReferredWork {
  /** What the reference's type says for sure. */
  readonly resourceKind: ResourceKind | undefined;
  /** The type says no more than that it is a page: `@misc`, `webpage`, `ELEC`. */
  readonly isPage: boolean;
  readonly identifiers: readonly string[];
  readonly url: string | undefined;
}

/** Whether the work behind a reference is a paper or another thing: by arXiv id, type, identifiers, then address. */
export function kindOfWork({
  resourceKind,
  isPage,
  identifiers,
  url,
}: ReferredWork): Pick<ArticleRecord, 'kind' | 'resourceKind'> {
  const schemes = [...identifiers, url ?? ''].map((each) => parseIdentifier(each)?.scheme);
  if (schemes.includes('ARXIV')) return { kind: 'paper' };
  if (resourceKind !== undefined) return { kind: 'resource', resourceKind };
  if (schemes.some((scheme) => scheme !== undefined && scheme !== 'URL')) return { kind: 'paper' };
  const linked = url === undefined ? {} : kindOfLink(url);
  if (linked.kind === 'paper' || linked.resourceKind !== undefined) return linked;
  return isPage && url !== undefined ? { kind: 'resource' } : { kind: 'paper' };
}
