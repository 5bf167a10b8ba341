import { describe, expect, it } from '@jest/globals';
import { type Fault, parts, planFaults } from './plan.js';

const killed = (faults: readonly Fault[]): string[] =>
  faults.filter(({ kind }) => kind === 'kill').map(({ part }) => part);

describe('the plan of what is hurt', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(planFaults(7, 120)).toEqual(planFaults(7, 120));
    expect(planFaults(7, 120)).not.toEqual(planFaults(8, 120));
  });

  it.each([1, 2, 3, 4, 5])('has at least 30 kills in ten minutes, and every part has its share: seed %i', (seed) => {
    const faults = planFaults(seed, 600);
    expect(killed(faults).length).toBeGreaterThanOrEqual(30);
    for (const part of parts) expect(killed(faults).filter((each) => each === part).length).toBeGreaterThanOrEqual(6);
    expect(new Set(faults.map(({ kind }) => kind))).toEqual(new Set(['kill', 'freeze', 'cut', 'silence']));
  });

  it.each([1, 2, 3, 4, 5])('kills each part even in six seconds, and begins nothing after them: seed %i', (seed) => {
    const faults = planFaults(seed, 6);
    expect(killed(faults).sort()).toEqual([...parts].sort());
    expect(faults.every(({ at }) => at < 6_000)).toBe(true);
    expect(faults.map(({ at }) => at)).toEqual(faults.map(({ at }) => at).sort((a, b) => a - b));
  });
});
