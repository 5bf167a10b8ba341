import { isDeepStrictEqual } from 'node:util';
import type { ReportContent, ReportDifference, Said } from './report-content.js';

/** What names an entry of a list, so that an entry in another place is the same entry. */
const names = ['reference', 'code', 'unit', 'id'] as const;

// What every edition has of its own, and what is counted from the rest.
const left = new Set(['/report/id', '/report/edition', '/report/replacesId', '/report/composedOn']);

/** What an edition says otherwise than the one before, in the order of the report. */
export function differencesOf(before: ReportContent, after: ReportContent): ReportDifference[] {
  return Object.keys(after).flatMap((section) =>
    compared(`/${section}`, before[section as keyof ReportContent], after[section as keyof ReportContent]).map(
      (difference) => ({ section, ...difference }),
    ),
  );
}

type Found = Omit<ReportDifference, 'section'>;

function compared(path: string, before: unknown, after: unknown): Found[] {
  if (left.has(path) || isDeepStrictEqual(before, after)) return [];
  if (isNamedList(before) && isNamedList(after)) return comparedLists(path, before, after);
  // A text in several languages is one thing: it is compared whole.
  if (isRecord(before) && isRecord(after) && !('original' in after)) {
    const members = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return members.flatMap((name) => compared(`${path}/${escaped(name)}`, before[name], after[name]));
  }
  return [{ path, before: (before ?? null) as Said, after: (after ?? null) as Said }];
}

function comparedLists(path: string, before: readonly Named[], after: readonly Named[]): Found[] {
  const earlier = new Map(before.map((entry) => [nameOf(entry), entry]));
  const later = new Map(after.map((entry) => [nameOf(entry), entry]));
  return [...new Set([...later.keys(), ...earlier.keys()])].flatMap((name) =>
    compared(`${path}/${escaped(name)}`, earlier.get(name), later.get(name)),
  );
}

type Named = Readonly<Record<string, unknown>>;

const nameOf = (entry: Named): string => String(entry[names.find((name) => name in entry) ?? 'id']);

function isNamedList(value: unknown): value is readonly Named[] {
  return Array.isArray(value) && value.every((entry) => isRecord(entry) && names.some((name) => name in entry));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** RFC 6901. */
const escaped = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');
