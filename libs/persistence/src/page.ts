import { createHash } from 'node:crypto';
import { DomainError } from '@capdev/service-kit/problems';

/** One page of a list, and where the next one starts. */
export interface Page<Item> {
  readonly items: readonly Item[];
  /** Pass as `after` to get the next page; null on the last one. */
  readonly next: string | null;
}

/** The cursor was not made by this list, for these filters and this order. */
export class CursorInvalid extends DomainError {
  constructor() {
    super(
      'invalid',
      'cursor-invalid',
      'The cursor in "after" does not belong to this list with these filters. Start again without it and follow the "next" links.',
      [{ pointer: 'after', detail: 'Not a cursor of this list.' }],
    );
  }
}

type SortKey = string | number | null;

const seal = (keys: string, scope: string): string =>
  createHash('sha256').update(scope).update('\n').update(keys).digest('base64url').slice(0, 16);

/**
 * A cursor: the sort keys of the last row shown, sealed together with what was asked.
 *
 * @param keys sort keys of the last row, the unique one last
 * @param scope everything that must stay the same from page to page: list, filters, order
 */
export function encodeCursor(keys: readonly SortKey[], scope: string): string {
  const text = JSON.stringify(keys);
  return `${Buffer.from(text).toString('base64url')}.${seal(text, scope)}`;
}

/**
 * The sort keys in a cursor. The seal is no secret: it finds altered and misplaced cursors, access rules do not rest on it.
 *
 * @param guards one for each sort key: the seal is no secret, so a forged key must not reach a cast in SQL
 * @throws CursorInvalid when it was altered, or made for another list, other filters or another order
 */
export function decodeCursor(cursor: string, scope: string, guards: readonly ((key: unknown) => boolean)[]): SortKey[] {
  const keys = keysIn(cursor);
  // Made again rather than compared in parts: one list and place has exactly one cursor.
  if (keys === undefined || encodeCursor(keys, scope) !== cursor) throw new CursorInvalid();
  if (keys.length !== guards.length || !keys.every((key, place) => guards[place]?.(key))) throw new CursorInvalid();
  return keys;
}

/** Whether it is an identifier; a guard for {@link decodeCursor}, and for addresses that hold one. */
export function isUuid(key: unknown): boolean {
  return typeof key === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(key);
}

/** A guard for {@link decodeCursor}: a text that PostgreSQL can hold. */
export function isText(key: unknown): boolean {
  return typeof key === 'string' && key.length > 0 && key.length <= 500 && !key.includes('\0');
}

function keysIn(cursor: string): SortKey[] | undefined {
  try {
    const keys: unknown = JSON.parse(Buffer.from(cursor.split('.')[0] ?? '', 'base64url').toString('utf8'));
    return Array.isArray(keys) && keys.every(isSortKey) ? keys : undefined;
  } catch {
    return undefined;
  }
}

function isSortKey(key: unknown): key is SortKey {
  return key === null || typeof key === 'string' || typeof key === 'number';
}

/**
 * Cuts rows read with `LIMIT limit + 1` to a page.
 *
 * @param cursorOf the cursor of a row, called for the last row shown when more follow
 */
export function pageOf<Row, Item>(
  rows: readonly Row[],
  limit: number,
  toItem: (row: Row) => Item,
  cursorOf: (row: Row) => string,
): Page<Item> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown.map(toItem), next: rows.length > limit && last !== undefined ? cursorOf(last) : null };
}
