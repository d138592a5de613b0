import { presentText } from './articleRecords';

/** A JSON object from outside: nothing is known of its fields. */
export type Fields = Readonly<Record<string, unknown>>;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A field of its own, never one that objects inherit. */
export function field(fields: Fields, name: string): unknown {
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}

/** A text, or a number as text; nothing for anything else and for blank text. */
export function textField(fields: Fields, name: string): string | undefined {
  const value = field(fields, name);
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  return typeof value === 'string' ? presentText(value) : undefined;
}

/** The object in a field. */
export function fieldsIn(fields: Fields, name: string): Fields | undefined {
  const value = field(fields, name);
  return isFields(value) ? value : undefined;
}

/** The objects in a field that holds a list; others in it are left out. */
export function listField(fields: Fields, name: string): Fields[] {
  const value = field(fields, name);
  return Array.isArray(value) ? value.filter(isFields) : [];
}

/** The texts in a field that holds a list or a single text. */
export function textsField(fields: Fields, name: string): string[] {
  const value = field(fields, name);
  const all: readonly unknown[] = Array.isArray(value) ? value : [value];
  return all.flatMap((each) => (typeof each === 'string' ? (presentText(each) ?? []) : []));
}

/** An ORCID iD in any spelling, as the part of an author's record. What is none is left out. */
export function orcidIn(written: string | undefined): { readonly orcid?: string } {
  const orcid = /\d{4}-\d{4}-\d{4}-\d{3}[\dX]/i.exec(written ?? '')?.[0];
  return orcid === undefined ? {} : { orcid };
}
