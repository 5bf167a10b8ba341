import { isDeepStrictEqual } from 'node:util';
import type { JsonSchema } from './schema-of.js';

/**
 * What has changed beyond what a major version allows. Allowed is one thing: a new optional field, at any depth.
 *
 * @returns a phrase for each difference, with the place first; empty when there is none
 */
export function differences(frozen: JsonSchema, today: JsonSchema, at = ''): string[] {
  const { properties: before = {}, required: needed = [], items: item, anyOf: choices, ...rules } = frozen;
  const { properties: now = {}, required: neededNow = [], items: itemNow, anyOf: choicesNow, ...rulesNow } = today;
  const place = at === '' ? 'the whole' : at;
  const found: string[] = [];
  if (!isDeepStrictEqual(rules, rulesNow)) {
    found.push(`${place} was ${JSON.stringify(rules)} and is ${JSON.stringify(rulesNow)}`);
  }
  for (const [name, field] of Object.entries(before)) {
    const fieldNow = now[name];
    const pointer = `${at}/${name}`;
    if (!fieldNow) found.push(`${pointer} was removed`);
    else found.push(...differences(field, fieldNow, pointer));
    if (fieldNow && needed.includes(name) !== neededNow.includes(name)) {
      found.push(
        `${pointer} ${needed.includes(name) ? 'was always there and is optional' : 'was optional and is required'}`,
      );
    }
  }
  for (const name of Object.keys(now)) {
    if (!Object.hasOwn(before, name) && neededNow.includes(name)) found.push(`${at}/${name} is new and required`);
  }
  if (item && itemNow) found.push(...differences(item, itemNow, `${at}/*`));
  else if (item || itemNow) found.push(`${place} ${item ? 'was' : 'is'} a list`);
  if (choices?.length !== choicesNow?.length) found.push(`${place} ${choices ? 'could' : 'can'} be null`);
  else choices?.forEach((choice, index) => found.push(...differences(choice, choicesNow![index]!, at)));
  return found;
}

/** What to do about a difference. */
export function advice(type: string, found: readonly string[]): string {
  const major = Number(/\.v(\d+)$/.exec(type)?.[1] ?? 0);
  const next = type.replace(/\.v\d+$/, `.v${major + 1}`);
  return (
    `${type} is released and may only gain optional fields, but ${found.join('; ')}. ` +
    `Put it back, and declare the change as ${next} beside it: docs/how-to/change-an-event.md.`
  );
}
