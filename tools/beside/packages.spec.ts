import { describe, expect, it } from '@jest/globals';
import { isServedBy } from './packages.js';

const lock = (packages: Record<string, { version?: string; link?: boolean }>) => ({ packages });
const installed = lock({
  '': {},
  'node_modules/a': { version: '1.0.0' },
  'node_modules/a/node_modules/b': { version: '2.0.0' },
  'node_modules/new': { version: '1.0.0' },
});

describe('the packages of an earlier revision', () => {
  it('are installed when nothing of theirs has changed; what came since does no harm', () => {
    const own = { 'libs/x': { version: '0.0.0' }, 'node_modules/@own/x': { link: true } };
    const wanted = { 'node_modules/a': { version: '1.0.0' }, 'node_modules/a/node_modules/b': { version: '2.0.0' } };
    expect(isServedBy(lock({ ...own, ...wanted }), installed)).toBe(true);
  });

  it.each([
    ['in another version', { 'node_modules/a': { version: '1.0.1' } }],
    ['in another place', { 'node_modules/b': { version: '2.0.0' } }],
    ['not at all', { 'node_modules/gone': { version: '1.0.0' } }],
  ])('are not when one is there %s', (_, wanted) => {
    expect(isServedBy(lock(wanted), installed)).toBe(false);
  });
});
