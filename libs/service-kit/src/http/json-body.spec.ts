import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { nestsDeeperThan } from './json-body.js';

const depthOf = (value: unknown): number =>
  typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0;

describe('the depth of a JSON text', () => {
  it('is the depth of the value it holds, whatever brackets and quotation marks its texts hold', () => {
    const texts = fc.string({ unit: fc.constantFrom('{', '}', '[', ']', '"', '\\', 'a') });
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 6 },
        texts,
        fc.array(tie('tree'), { maxLength: 3 }),
        fc.dictionary(texts, tie('tree'), { maxKeys: 3 }),
      ),
    }));
    fc.assert(
      fc.property(tree, (value) => {
        const [json, depth] = [JSON.stringify(value), depthOf(value)];
        expect(nestsDeeperThan(depth, json)).toBe(false);
        if (depth > 0) expect(nestsDeeperThan(depth - 1, json)).toBe(true);
      }),
    );
  });

  it('is told of a text that is no JSON without running on', () => {
    expect(nestsDeeperThan(32, '"never closed [[[')).toBe(false);
    expect(nestsDeeperThan(32, '['.repeat(33))).toBe(true);
  });
});
