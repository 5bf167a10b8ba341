import { isDeepStrictEqual } from 'node:util';
import type { MultilingualText } from '@capdev/taxonomy';
import type { ReportContent, ReportDifference, Said } from './report-content.js';

/** What names an entry of a list, so that an entry in another place is the same entry. */
const names = ['reference', 'code', 'unit', 'id', 'currency'] as const;

// What every edition has of its own.
const left = new Set(['/report/id', '/report/edition', '/report/replacesId', '/report/composedOn']);

/** What an edition says otherwise than the one before, in the order of the report. */
export function differencesOf(before: ReportContent, after: ReportContent): ReportDifference[] {
  return (Object.keys(after) as (keyof ReportContent)[]).flatMap((section) =>
    compared({ path: `/${section}`, subject: null }, before[section], after[section]).map((found) => ({
      section,
      ...found,
    })),
  );
}

type Found = Omit<ReportDifference, 'section'>;
type Place = Pick<Found, 'path' | 'subject'>;

function compared(place: Place, before: unknown, after: unknown): Found[] {
  if (left.has(place.path) || isDeepStrictEqual(before, after)) return [];
  if (isNamedList(before) && isNamedList(after)) return comparedLists(place, before, after);
  // A text in several languages is one thing: it is compared whole.
  if (isRecord(before) && isRecord(after) && !('original' in after)) {
    const members = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return members.flatMap((name) => compared(inside(place, name), before[name], after[name]));
  }
  return [{ ...place, before: (before ?? null) as Said, after: (after ?? null) as Said }];
}

function comparedLists(place: Place, before: readonly Named[], after: readonly Named[]): Found[] {
  const earlier = new Map(before.map((entry) => [nameOf(entry), entry]));
  const later = new Map(after.map((entry) => [nameOf(entry), entry]));
  return [...new Set([...later.keys(), ...earlier.keys()])].flatMap((name) => {
    const entry = later.get(name) ?? earlier.get(name);
    const subject = { name: 'id' in entry! && nameOf(entry) === entry.id ? null : name, title: titleOf(entry!) };
    return compared({ ...inside(place, name), subject }, earlier.get(name), later.get(name));
  });
}

type Named = Readonly<Record<string, unknown>>;

const keyOf = (entry: Named): (typeof names)[number] | undefined =>
  names.find((name) => typeof entry[name] === 'string');
const nameOf = (entry: Named): string => String(entry[keyOf(entry)!]);
const titleOf = (entry: Named): MultilingualText | null => (entry.title as MultilingualText | undefined) ?? null;

function isNamedList(value: unknown): value is readonly Named[] {
  return Array.isArray(value) && value.every((entry) => isRecord(entry) && keyOf(entry) !== undefined);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** RFC 6901. */
function inside({ path, subject }: Place, name: string): Place {
  return { path: `${path}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`, subject };
}
