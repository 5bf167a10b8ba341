/**
 * What must be sent so that the catalogue's record says what the list says: only fields that differ. Languages that
 * the list does not mention stay, so that a translation added by hand survives the next loading.
 */
export function differences(
  present: Readonly<Record<string, unknown>>,
  wanted: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const changes: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(wanted)) {
    const merged = merge(present[field], value);
    if (!same(present[field], merged)) changes[field] = merged;
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
function same(one: unknown, other: unknown): boolean {
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
