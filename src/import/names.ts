import { fold } from '../model/text';

/** A person's name as it is written first name first: `Müller, Jörg` becomes `Jörg Müller`. One blank between parts. */
export function normaliseAuthorName(name: string): string {
  const clean = name.replace(/\s+/gu, ' ').trim();
  const [family, given, ...rest] = clean.split(',').map((part) => part.trim());
  if (family === undefined || given === undefined || given === '') return clean.replace(/,$/, '');
  // `Smith, John, Jr.`: the suffix stays behind the family name.
  return [given, family, ...rest].filter((part) => part !== '').join(' ');
}

/** The folded family name, for comparing: the last word that is no suffix such as `Jr.`. */
export function familyName(name: string): string {
  const parts = fold(normaliseAuthorName(name))
    .split(' ')
    .filter((part) => !/^(?:jr|sr|ii|iii|iv)\.?$/.test(part));
  return parts.at(-1) ?? '';
}

/** `et al.` and the like are no authors. */
export function isPersonName(name: string): boolean {
  return /\p{L}/u.test(name) && !/^(?:et al\.?|and others|others|various|anonymous)$/i.test(name.trim());
}

/**
 * A venue's name without the year and without what was special about one paper there: `NeurIPS 2022 (oral)` becomes
 * `NeurIPS`, so that a venue is one node for all its years. `null` when nothing is left.
 */
export function normaliseVenue(venue: string): string | null {
  const name = venue
    .replace(/\([^()]{0,60}\)/g, ' ')
    .replace(/(?:^|\s)['’]?(?:19|20)?\d{2}(?=\s|$|[,;:])/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/[\s,;:.-]+$/, '')
    .trim();
  return name === '' ? null : name;
}
