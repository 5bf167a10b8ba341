import { describe, expect, it } from '@jest/globals';
import { Coordinator } from './coordinator.entity.js';
import { historyOf } from './coordinator.events.js';

const now = new Date('2026-11-02T09:30:00Z');
const details = { name: 'Coordinator of the example', email: 'coordinator@example.org', unit: 'BDT' };
const aCoordinator = (): Coordinator => Coordinator.register(details, 'k1', now)[0];

describe('a coordinator', () => {
  it('is forgotten for good: name and address are gone, the identifier stays', () => {
    const coordinator = aCoordinator();
    expect(coordinator.erase(now)).toEqual({ kind: 'erased', fields: ['name', 'email'] });
    expect(coordinator).toMatchObject({ id: 'k1', name: null, email: null, erasedAt: now, version: 2 });
    const erased = expect.objectContaining({ code: 'coordinator-erased' });
    expect(() => coordinator.revise(details, now)).toThrow(erased);
    expect(() => coordinator.erase(now)).toThrow(erased);
  });

  it('leaves the names of changed fields in the history, never what they held', () => {
    const coordinator = aCoordinator();
    const fact = coordinator.revise({ ...details, name: 'Another name', unit: 'BR' }, now);
    expect(historyOf(fact!)).toEqual({ name: {}, unit: { from: 'BDT', to: 'BR' } });
    expect(historyOf(coordinator.erase(now))).toEqual({ name: {}, email: {} });
  });

  it('that is told nothing new does not change', () => {
    const coordinator = aCoordinator();
    expect(coordinator.revise(details, now)).toBeUndefined();
    expect(coordinator.version).toBe(1);
  });
});
