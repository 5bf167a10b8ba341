import { describe, expect, it } from '@jest/globals';
import { readLedgerArguments } from './options.js';

describe('the arguments of the ledger', () => {
  it('have defaults, and are taken as given', () => {
    expect(readLedgerArguments([])).toEqual({ seconds: 60, seed: 1, json: undefined, relay: 'real' });
    expect(readLedgerArguments(['--duration', '600', '--seed', '3', '--json', 'a.json', '--relay', 'cursor'])).toEqual({
      seconds: 600,
      seed: 3,
      json: 'a.json',
      relay: 'cursor',
    });
  });

  it.each([
    [['--duration', '4'], '--duration takes'],
    [['--duration', '1.5'], '--duration takes'],
    [['--seed', 'one'], '--seed takes'],
    [['--relay', 'other'], '--relay takes'],
    [['--fast'], 'npm run ledger'],
    [['now'], 'npm run ledger'],
  ])('that are wrong are refused in one sentence: %s', (args, words) => {
    expect(() => readLedgerArguments(args)).toThrow(words);
  });
});
