import { describe, expect, it } from '@jest/globals';
import { inOrder } from './link-order.js';
import { predecessorCell, predecessorsIn } from './predecessor-cell.js';

describe('a cell of predecessors', () => {
  it.each([
    ['', []],
    ['1.1', [{ code: '1.1', kind: 'FS', lagDays: 0 }]],
    [
      '1.1 FS+3d; 1.2 SS-2d',
      [
        { code: '1.1', kind: 'FS', lagDays: 3 },
        { code: '1.2', kind: 'SS', lagDays: -2 },
      ],
    ],
    ['  1.1   FF ;; ', [{ code: '1.1', kind: 'FF', lagDays: 0 }]],
  ])('says %j', (cell, expected) => {
    expect(predecessorsIn(cell)).toEqual(expected);
  });

  it.each(['1.1 FS+3', '1.1 XX', '1.1 FS +3d', '1.1, 1.2 FS', '1.1 FS+99999d'])('cannot be read as %j', (part) => {
    expect(predecessorsIn(`1.0 FS; ${part}`)).toBe(part);
  });

  it('is the same whatever the order of what it says', () => {
    const cell = '1.1 FS+3d; 1.2 SS-2d; 1.3 FF';
    const found = predecessorsIn(cell);
    if (typeof found === 'string') throw new Error(found);
    expect(predecessorCell(found)).toBe(cell);
    expect(predecessorCell([...found].reverse())).toBe(cell);
  });
});

describe('the order of links', () => {
  const link = (predecessor: string, successor: string) => ({ predecessor, successor });

  it('has those into an item before those out of it', () => {
    expect(inOrder([link('C', 'D'), link('B', 'C'), link('A', 'B')])).toEqual([
      link('A', 'B'),
      link('B', 'C'),
      link('C', 'D'),
    ]);
  });

  it('has those on a cycle at the end, as they came', () => {
    const links = [link('B', 'C'), link('C', 'B'), link('C', 'D'), link('A', 'E')];
    expect(inOrder(links)).toEqual([link('A', 'E'), link('B', 'C'), link('C', 'B'), link('C', 'D')]);
  });
});
