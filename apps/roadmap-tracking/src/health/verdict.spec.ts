import { describe, expect, it } from '@jest/globals';
import { HealthRule } from './health-rule.entity.js';
import { type Measure, measures } from './measures.js';
import { type HealthStatus, judged, sentenceOf, worstOf } from './verdict.js';

const late = { measure: 'finish-variance', worse: 'above', amber: 5, red: 15 } as const;
const slack = { measure: 'slack', worse: 'below', amber: -1, red: -5 } as const;

describe('a measure', () => {
  it.each<[number, HealthStatus, number]>([
    [-3, 'green', 5],
    [4, 'green', 5],
    [5, 'amber', 5],
    [14, 'amber', 5],
    [15, 'red', 15],
  ])('of which more is worse: %i is %s', (value, status, threshold) => {
    expect(judged(late, value)).toEqual({ measure: 'finish-variance', value, status, threshold });
  });

  it.each<[number, HealthStatus, number]>([
    [0, 'green', -1],
    [-1, 'amber', -1],
    [-4, 'amber', -1],
    [-5, 'red', -5],
  ])('of which less is worse: %i is %s', (value, status, threshold) => {
    expect(judged(slack, value)).toMatchObject({ status, threshold });
  });

  it('of the worst comes first; of several that are equally bad, the first', () => {
    const [green, amber, other] = [judged(late, 0), judged(late, 6), judged(slack, -2)];
    expect(worstOf([green, amber, other])).toBe(amber);
    expect(worstOf([])).toBeUndefined();
  });

  it('says why, with its numbers', () => {
    expect(sentenceOf(judged(late, 21))).toBe('It finishes 21 working days after the planned day (red from 15).');
    expect(sentenceOf(judged(slack, -1))).toBe(
      'It breaks a deadline, of its own or behind it, by 1 working day (amber from -1).',
    );
    for (const measure of Object.keys(measures) as Measure[]) {
      for (const value of [-2, 0, 1, 3]) {
        expect(sentenceOf({ measure, value, threshold: 7, status: 'green' })).toMatch(/^[A-Z].* \(amber from 7\)\.$/);
      }
    }
  });
});

describe('a rule', () => {
  const now = new Date('2027-01-04T09:00:00Z');
  const aRule = (about: Partial<HealthRule>): HealthRule =>
    Object.assign(new HealthRule(), { id: 'r', version: 1, ...about });

  it('is revised by what differs, and by nothing that says the same', () => {
    const rule = aRule(late);
    expect(rule.revise({ amber: 5, red: 15 }, now)).toBeUndefined();
    expect(rule.revise({ amber: 3, red: 15 }, now)).toEqual({
      kind: 'revised',
      changes: { amber: { from: 5, to: 3 } },
    });
    expect(rule).toMatchObject({ amber: 3, version: 2, updatedAt: now });
  });

  it('has amber before red, whichever way is worse', () => {
    const refusal = expect.objectContaining({ code: 'health-rule-amber-after-red' });
    expect(() => aRule(late).revise({ amber: 15, red: 15 }, now)).toThrow(refusal);
    expect(() => aRule(slack).revise({ amber: -5, red: -1 }, now)).toThrow(refusal);
    expect(aRule(slack).revise({ amber: 2, red: 1 }, now)).toBeDefined();
  });
});
