import type { Identifier } from '../../model/identifiers';
import { nodeId, shortHash, slugify, type NodeId } from '../../model/ids';
import { identifierKey } from '../../model/keys';
import { normaliseTitle } from '../../model/text';

/** Strongest first: the first of these that a paper carries makes its id. */
const ID_SCHEMES = ['ARXIV', 'DOI', 'OPENREVIEW', 'ACL', 'PUBMED', 'SEMANTIC_SCHOLAR', 'OPENALEX'] as const;

/** The one by which a paper is best known. */
export function strongestIdentifier(identifiers: readonly Identifier[]): Identifier | undefined {
  for (const scheme of ID_SCHEMES) {
    const identifier = identifiers.find((each) => each.scheme === scheme);
    if (identifier) return identifier;
  }
  return undefined;
}

/** `paper:arxiv.2212.03827`; without such an identifier the title's words, and a hash of the address or title. */
export function articleId(kind: 'Paper' | 'Resource', title: string, identifiers: readonly Identifier[]): NodeId {
  const strongest = kind === 'Paper' ? strongestIdentifier(identifiers) : undefined;
  if (strongest) return nodeId(kind, `${strongest.scheme.toLowerCase().replaceAll('_', '-')}.${strongest.value}`);
  const [key] = identifiers.map(identifierKey).sort();
  return nodeId(kind, `${slugify(title)}-${shortHash(key ?? normaliseTitle(title))}`);
}
