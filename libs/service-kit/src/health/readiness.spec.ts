import { describe, expect, it } from '@jest/globals';
import { type ReadinessCheck, readinessOf } from './readiness.js';

const up = (name: string, required: boolean): ReadinessCheck => ({ name, required, check: () => Promise.resolve() });
const down = (name: string, required: boolean): ReadinessCheck => ({
  name,
  required,
  check: () => Promise.reject(new Error('away')),
});
const statusOf = async (...checks: ReadinessCheck[]) => (await readinessOf(checks, () => undefined)).status;

describe('a service', () => {
  it('is ready when everything it needs is there', async () => {
    expect(await statusOf()).toBe('ready');
    expect(await statusOf(up('database', true), up('broker', false))).toBe('ready');
  });

  it('is degraded, and still serves, without what it can do without for a while', async () => {
    expect(await statusOf(up('database', true), down('broker', false))).toBe('degraded');
  });

  it('is unavailable without what it needs', async () => {
    expect(await statusOf(down('database', true), down('broker', false))).toBe('unavailable');
  });

  it('counts what does not answer within two seconds as down, and what throws at once too', async () => {
    const told: string[] = [];
    const never: ReadinessCheck = { name: 'database', required: true, check: () => new Promise(() => undefined) };
    const throwing: ReadinessCheck = {
      name: 'broker',
      required: false,
      check: () => {
        throw new Error('thrown');
      },
    };
    const began = Date.now();
    const { checks } = await readinessOf([never, throwing], (name) => told.push(name));
    expect(checks).toEqual({ database: 'down', broker: 'down' });
    expect(told.sort()).toEqual(['broker', 'database']);
    expect(Date.now() - began).toBeLessThan(4000);
  });
});
