import { type CatalogueFields, fieldNamed } from './catalogue-fields.js';
import type { RowFault } from './import-record.js';

type Members = Readonly<Record<string, unknown>>;

/**
 * Judges an object that is written with the fields of the API: each field by its rule, a part (`assessment`) by the
 * fields in it, null where a field may be without value. What is sound is given back; what is not, told.
 *
 * @param frame members that somebody else reads
 * @param place before the names of fields in faults, such as `offerings/2/`
 */
export function judge(
  written: Members,
  fields: CatalogueFields,
  frame: readonly string[],
  faults: RowFault[],
  place = '',
): Record<string, unknown> {
  const known = [...new Set(Object.keys(fields).map((name) => name.split('.')[0]!))];
  const sound: Record<string, unknown> = {};
  const fault = (field: string, reason: string, advice: string): void => {
    faults.push({ field: place + field, reason, advice });
  };
  for (const [name, value] of Object.entries(written)) {
    if (frame.includes(name)) continue;
    const field = fieldNamed(fields, name);
    if (!known.includes(name)) {
      fault(name.slice(0, 60), 'is no field of ours', `leave it out; there are: ${[...known, ...frame].join(', ')}`);
    } else if (value === null) {
      if (field?.needed) fault(name, 'is missing', 'fill it in');
      else sound[name] = null;
    } else if (field) {
      const reason = field.faultOf(value);
      if (reason === undefined) sound[name] = value;
      else fault(name, reason, 'mend the value');
    } else if (typeof value === 'object' && !Array.isArray(value)) {
      sound[name] = judge(value as Members, partsOf(fields, name), [], faults, `${place}${name}/`);
    } else {
      fault(name, 'must be an object', 'mend the value');
    }
  }
  return sound;
}

function partsOf(fields: CatalogueFields, name: string): CatalogueFields {
  const parts = Object.entries(fields).filter(([full]) => full.startsWith(`${name}.`));
  return Object.fromEntries(parts.map(([full, field]) => [full.slice(name.length + 1), field]));
}
