/**
 * What must be written so that the record says what the list says: only fields that differ, each as it will be. Languages
 * that the list does not mention stay, so that a translation added by hand survives the next import.
 */
export function differences(present: object, wanted: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const changes: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(wanted)) {
    const before = (present as Record<string, unknown>)[field];
    const merged = merge(before, value);
    if (!same(before ?? null, merged ?? null)) changes[field] = merged;
  }
  return changes;
}

function merge(present: unknown, wanted: unknown): unknown {
  if (isRecord(present) && isRecord(wanted)) {
    const merged: Record<string, unknown> = { ...present };
    for (const [name, value] of Object.entries(wanted)) merged[name] = merge(present[name], value);
    return merged;
  }
  return wanted;
}

/** Equal as JSON, whatever the order of the fields. */
export function same(one: unknown, other: unknown): boolean {
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((item, index) => same(item, other[index]));
  }
  if (isRecord(one) && isRecord(other)) {
    const names = Object.keys(one);
    return names.length === Object.keys(other).length && names.every((name) => same(one[name], other[name]));
  }
  return one === other;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What a source last gave for a field, by which import and when. */
export interface GivenField {
  readonly value: unknown;
  readonly importId: string;
  readonly at: string;
}
export type Given = Readonly<Record<string, GivenField>>;

/** Whether a field says something else than the source last gave: then people have changed it since, or written it at first. */
export function changedSince(present: object, field: string, given: Given): boolean {
  const last = given[field];
  if (last) return field in differences(present, { [field]: last.value });
  const value = (present as Record<string, unknown>)[field];
  return value !== null && value !== undefined && !(Array.isArray(value) && value.length === 0);
}

/** What the source has given, with this import's word for the fields that it now says otherwise; the same object when none. */
export function givenAfter(
  given: Given,
  wanted: Readonly<Record<string, unknown>>,
  { importId, at }: Omit<GivenField, 'value'>,
): Given {
  const news = Object.entries(wanted).filter(([field, value]) => !given[field] || !same(given[field].value, value));
  if (news.length === 0) return given;
  return { ...given, ...Object.fromEntries(news.map(([field, value]) => [field, { value, importId, at }])) };
}
