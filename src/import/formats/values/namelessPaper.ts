import { addressOfIdentifier, parseIdentifier, type Identifier } from '../../../model/identifiers';
import type { FoundArticle } from './articleRecords';

/** The identifier that a text is, of a paper: neither an address of anything nor a person's. */
export function paperIdentifier(text: string): Identifier | null {
  const identifier = parseIdentifier(text);
  return identifier === null || /^(?:URL|ORCID)$/.test(identifier.scheme) ? null : identifier;
}

/** A paper of which a source gives nothing but the identifier, called by it until another source tells its title. */
export function namelessPaper(identifier: Identifier): FoundArticle {
  const { scheme, value } = identifier;
  return {
    kind: 'paper',
    title: scheme === 'ARXIV' ? `arXiv:${value}` : `${scheme.toLowerCase().replaceAll('_', ' ')} ${value}`,
    hasStandInTitle: true,
    identifiers: [addressOfIdentifier(identifier)],
  };
}
