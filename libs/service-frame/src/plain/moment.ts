/** A record as an aggregate holds it, or as PostgreSQL tells it in JSON: a moment is a Date or a text. */
export type Recorded<Fields> = {
  [Field in keyof Fields]: Date extends Fields[Field] ? Fields[Field] | string : Fields[Field];
};

/**
 * A moment as callers get it: RFC 3339, UTC, milliseconds.
 *
 * @param value as a record holds it: a Date, or the text that PostgreSQL makes of one
 */
export function momentOf(value: Date | string): string;
export function momentOf(value: Date | string | null): string | null;
export function momentOf(value: Date | string | null): string | null {
  if (value === null) return null;
  return (typeof value === 'string' ? new Date(value) : value).toISOString();
}
