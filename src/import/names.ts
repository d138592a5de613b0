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

/**
 * Whether one name may be the other, written shorter: the same family name and particles, given names that agree in
 * order, of which some are initials or left out. A family name alone is nobody's short form.
 */
export function isShorterFormOf(shorter: string, fuller: string): boolean {
  const [a, b] = [givenNames(shorter), givenNames(fuller)];
  if (familyName(shorter) !== familyName(fuller) || a.length === 0 || b.length === 0) return false;
  if (fullnessOf(shorter) >= fullnessOf(fuller)) return false;
  const [first = '', ...more] = a;
  if (!agree(first, b[0] ?? '')) return false;
  let next = 1;
  for (const name of more) {
    while (next < b.length && !agree(name, b[next] ?? '')) next++;
    if (next++ >= b.length) return false;
  }
  return true;
}

/** How much of a person's given names is written out: whole names count more than initials. */
export function fullnessOf(name: string): number {
  return givenNames(name).reduce((sum, each) => sum + (each.length > 1 ? 100 : 1), 0);
}

/** Folded, without the family name and its suffix; `J.R.` and `J. R.` are two. */
function givenNames(name: string): string[] {
  const parts = fold(normaliseAuthorName(name))
    .replace(/\./g, ' ')
    .split(/[\s-]+/)
    .filter((part) => part !== '' && !/^(?:jr|sr|ii|iii|iv)$/.test(part));
  const family = familyName(name).split(/[\s-]+/).length;
  return parts.slice(0, Math.max(0, parts.length - family));
}

function agree(a: string, b: string): boolean {
  return a === b || ((a.length === 1 || b.length === 1) && a[0] === b[0]);
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
