import { describe, expect, it } from '@jest/globals';
import {
  growthFigure,
  idleFigure,
  latencyFigure,
  median,
  memoryFigure,
  qualityFigure,
  rateFigure,
  rowsOf,
} from './figures.js';

describe('a measured figure', () => {
  it('is the median of the ratios of the pairs, not the ratio of the medians', () => {
    // The machine slowed down for the last two pairs; within a pair both felt it.
    const pairs = [
      { service: 900, bare: 1_000 },
      { service: 880, bare: 1_100 },
      { service: 300, bare: 500 },
    ];
    const { figure, spread } = rateFigure('read one', pairs, 0.8);
    expect(figure).toEqual({
      name: 'read one',
      value: 880,
      unit: 'requests/s',
      limit: 1_000,
      ratio: 0.8,
      target: 0.8,
      holds: true,
    });
    expect(spread).toBe('0.60–0.90');
  });

  it('does not hold below its target, however little', () => {
    expect(rateFigure('x', [{ service: 799, bare: 1_000 }], 0.8).figure.holds).toBe(false);
    expect(rateFigure('x', [{ service: 800, bare: 1_000 }], 0.8).figure.holds).toBe(true);
  });

  it('compares the highest memory of both with one and a half times plus 150 MB', () => {
    const pairs = [
      { service: 300, bare: 120 },
      { service: 280, bare: 100 },
    ];
    expect(memoryFigure('peak memory', pairs).figure).toMatchObject({
      value: 300,
      limit: 120,
      ratio: 2.5,
      target: 330,
      holds: true,
    });
    expect(memoryFigure('peak memory', [{ service: 331, bare: 120 }]).figure.holds).toBe(false);
  });

  it('is refused when a measurement is missing', () => {
    expect(() => rateFigure('x', [], 0.8)).toThrow(/incomplete/);
    expect(() => rateFigure('x', [{ service: 0, bare: 5 }], 0.8)).toThrow(/incomplete/);
    expect(() => rateFigure('x', [{ service: Number.NaN, bare: 5 }], 0.8)).toThrow(/incomplete/);
    expect(() => memoryFigure('x', [{ service: 5, bare: 0 }])).toThrow(/incomplete/);
    expect(() => median([])).toThrow();
  });

  it('says plainly in the table that it does not hold', () => {
    const [row] = rowsOf([rateFigure('create', [{ service: 60, bare: 100 }], 0.7)]);
    expect(row).toEqual(['create', '60', 'requests/s', '100', '0.60 (0.60–0.60)', '≥ 0.7', 'NO']);
  });

  it('compares how long answers take the other way round: more is worse', () => {
    const pairs = [
      { service: 6, bare: 2 },
      { service: 9, bare: 2 },
      { service: 4, bare: 2 },
    ];
    const { figure, spread } = latencyFigure('p99', pairs, 3);
    expect(figure).toMatchObject({ value: 6, unit: 'ms', limit: 2, ratio: 3, target: 3, holds: true });
    expect(spread).toBe('2.00–4.50');
    expect(latencyFigure('p99', [{ service: 6.01, bare: 2 }], 3).figure.holds).toBe(false);
    expect(rowsOf([latencyFigure('p99', pairs, 3)])[0]!.slice(4)).toEqual(['3.00 (2.00–4.50)', '≤ 3', 'yes']);
  });

  it('looks at what is used while idle for itself, and shows what the other uses beside it', () => {
    const pairs = [
      { service: 0, bare: 0.05 },
      { service: 0.01, bare: 0.05 },
      { service: 0.0199, bare: 0.05 },
    ];
    const measured = idleFigure('idle', pairs, 0.02);
    expect(measured.figure).toMatchObject({ value: 0.01, unit: 'of a core', limit: 0.05, ratio: 0.2, holds: true });
    expect(rowsOf([measured])[0]!.slice(4)).toEqual(['0.20 (0.00–0.40)', '< 0.02 of a core', 'yes']);
    expect(idleFigure('idle', [{ service: 0.02, bare: 0.5 }], 0.02).figure.holds).toBe(false);
    expect(() => idleFigure('idle', [{ service: Number.NaN, bare: 0.5 }], 0.02)).toThrow(/incomplete/);
    expect(() => idleFigure('idle', [{ service: 0.01, bare: 0 }], 0.02)).toThrow(/incomplete/);
  });

  it('compares quality with the better of the plain ways, and with what is asked at least', () => {
    expect(qualityFigure('success', 0.95, [0.5, 0.76], 0.9).figure).toEqual({
      name: 'success',
      value: 0.95,
      unit: 'of 1',
      limit: 0.76,
      ratio: 1.25,
      target: 0.9,
      holds: true,
    });
    expect(qualityFigure('success', 0.89, [0.5, 0.76], 0.9).figure.holds).toBe(false);
    expect(qualityFigure('success', 0.95, [0.96, 0.1], 0.9).figure.holds).toBe(false);
    expect(qualityFigure('nDCG', 0.50004, [0.50004]).figure).toMatchObject({ target: 0.5, holds: true });
    expect(qualityFigure('nDCG', 0.50002, [0.50004]).figure.holds).toBe(false);
    expect(() => qualityFigure('nDCG', Number.NaN, [0.5])).toThrow(/incomplete/);
    expect(() => qualityFigure('nDCG', 0.5, [])).toThrow(/incomplete/);
  });

  it('lets more work take only so many times the memory of less', () => {
    const { figure } = growthFigure('memory', 250, 200, 1.25);
    expect(figure).toMatchObject({ value: 250, unit: 'MB', limit: 200, ratio: 1.25, target: 250, holds: true });
    expect(growthFigure('memory', 251, 200, 1.25).figure.holds).toBe(false);
    expect(() => growthFigure('memory', 250, 0, 1.25)).toThrow(/incomplete/);
  });

  it('takes the middle of an even number of rounds between the two', () => {
    expect(median([4, 1, 3, 2])).toBe(2.5);
  });
});
