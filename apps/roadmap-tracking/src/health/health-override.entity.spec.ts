import { describe, expect, it } from '@jest/globals';
import { HealthOverride } from './health-override.entity.js';

const now = new Date('2027-01-04T09:00:00Z');
const details = { itemId: 'i', status: 'amber', reason: 'The tender is in', expiresOn: '2027-02-01' } as const;
const anOverride = (): HealthOverride => HealthOverride.give(details, { id: 'o', unit: 'BDT' }, now)[0];

describe('an override', () => {
  it('is given for the unit that answers for the item', () => {
    expect(anOverride()).toMatchObject({ ...details, state: 'active', version: 1, owningUnit: 'BDT' });
  });

  it('expires after its last day, and not before', () => {
    const override = anOverride();
    expect(override.expire('2027-02-01', now)).toBeUndefined();
    expect(override.expire('2027-02-02', now)).toMatchObject({ kind: 'expired' });
    expect(override).toMatchObject({ state: 'expired', version: 2 });
    expect(override.expire('2027-02-03', now)).toBeUndefined();
  });

  it('is withdrawn once', () => {
    const override = anOverride();
    expect(override.withdraw('Not needed', now)).toEqual({
      kind: 'withdrawn',
      changes: { state: { from: 'active', to: 'withdrawn' }, reason: { to: 'Not needed' } },
    });
    expect(() => override.withdraw('Again', now)).toThrow(
      expect.objectContaining({ code: 'health-override-not-active' }),
    );
    expect(override.expire('2027-02-02', now)).toBeUndefined();
  });
});
