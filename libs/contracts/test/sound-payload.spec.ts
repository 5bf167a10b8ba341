import { describe, expect, it } from '@jest/globals';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import fc from 'fast-check';
import { declaredEvents } from '../../../tools/contracts/events.js';
import { isSound } from '../src/core/sound-payload.js';

const declared = (await declaredEvents()).map(({ definition }) => [definition.type, definition] as const);

const asValidated = (payload: new () => object, data: object): boolean =>
  validateSync(plainToInstance(payload, data), {
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
  }).length === 0;

type Json = Record<string, unknown>;
type Path = readonly (string | number)[];

function pathsIn(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, inner]) => pathsIn(inner, [...path, key]))];
}

/** The value with what is at a path put otherwise; undefined takes it away. */
function changed(value: unknown, [key, ...rest]: Path, put: unknown): unknown {
  if (key === undefined) return put;
  const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...(value as Json) }) as Json;
  const inner = changed(copy[key], rest, put);
  if (inner === undefined) delete copy[key];
  else copy[key] = inner;
  return copy;
}

const values = [undefined, null, '', 'x', 'EN', 0, -1, 1.5, 101, true, [], ['x'], [null], [{}], {}, { x: 1 }];

describe('the quick check of payloads', () => {
  it.each(declared)('%s: accepts the example', (_, { payload, example }) => {
    expect(isSound(payload, structuredClone(example))).toBe(true);
  });

  it.each(declared)('%s: says of any change what class-validator says', (_, { payload, example }) => {
    const paths = pathsIn(example).filter((path) => path.length > 0);
    for (const path of paths) {
      for (const put of [...values, { [String(path.at(-1))]: 'x' }]) {
        const data = changed(example, path, put) as object;
        expect([path, put, isSound(payload, data)]).toEqual([path, put, asValidated(payload, data)]);
        const wider = changed(example, [...path, 'unheardOf'], 1) as object;
        expect([path, isSound(payload, wider)]).toEqual([path, asValidated(payload, wider)]);
      }
    }
  });

  it.each(declared)('%s: says of any object what class-validator says', (_, { payload }) => {
    fc.assert(
      fc.property(fc.object(), (data) => {
        expect(isSound(payload, data)).toBe(asValidated(payload, data));
      }),
      { numRuns: 50 },
    );
  });
});
