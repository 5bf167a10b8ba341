import { describe, expect, it } from '@jest/globals';
import { shortestPath } from './cycle.js';

const edges = (...pairs: string[]) => pairs.map((pair) => ({ predecessorId: pair[0]!, successorId: pair[1]! }));

describe('the way from one item to another', () => {
  it('is the shortest of several', () => {
    expect(shortestPath('a', 'd', edges('ab', 'bc', 'cd', 'bd'))).toEqual(['a', 'b', 'd']);
  });

  it('is the item itself when both ends are the same', () => {
    expect(shortestPath('a', 'a', edges('ab'))).toEqual(['a']);
  });

  it('is not found against the direction of the edges', () => {
    expect(shortestPath('c', 'a', edges('ab', 'bc'))).toBeUndefined();
  });

  it('is found once in a net with very many ways', () => {
    const layers = Array.from({ length: 40 }, (_, layer) =>
      ['x', 'y'].flatMap((from) =>
        ['x', 'y'].map((to) => ({ predecessorId: `${from}${layer}`, successorId: `${to}${layer + 1}` })),
      ),
    );
    expect(shortestPath('x0', 'y40', layers.flat())).toHaveLength(41);
  });
});
