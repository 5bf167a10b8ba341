import { describe, expect, it } from '@jest/globals';
import { type Books, type Entry, isSound, settle } from './account.js';

const entry = (subject: string, sequence: number): Entry => ({
  eventId: `event ${subject}${sequence}`,
  token: `${subject}${sequence}`,
  subject,
  sequence,
});
const [a1, a2, b1] = [entry('a', 1), entry('a', 2), entry('b', 1)];
const books = (changes: Partial<Books>): Books => ({
  committed: new Set(['a1', 'a2', 'b1']),
  confirmed: new Set(['a1', 'b1']),
  applied: [a1, b1, a2],
  sent: [a1, a2, b1],
  repeated: 0,
  deadLetters: 0,
  ...changes,
});
const settled = (changes: Partial<Books>) => settle(books(changes));

describe('the account', () => {
  it('is sound when everything committed was handled once and in order, whatever the order of different keys', () => {
    expect(settled({})).toMatchObject({ committed: 3, consumed: 3, lost: 0, invented: 0, reordered: 0 });
    expect(isSound(settled({}))).toBe(true);
  });

  it('is sound when messages came twice and took effect once', () => {
    const account = settled({ sent: [a1, a2, a1, a2, b1], repeated: 2 });
    expect(account).toMatchObject({ duplicatesSent: 2, duplicatesSeen: 2, duplicatesApplied: 0, reordered: 0 });
    expect(isSound(account)).toBe(true);
  });

  it.each<[string, Partial<Books>, object]>([
    ['lost: committed and never handled', { applied: [a1, b1] }, { lost: 1 }],
    ['lost: confirmed to a writer and no longer in the database', { confirmed: new Set(['a1', 'c1']) }, { lost: 1 }],
    ['invented: handled and never committed', { applied: [a1, b1, a2, entry('c', 1)] }, { invented: 1 }],
    ['invented: sent and never committed', { sent: [a1, a2, b1, entry('c', 1)] }, { invented: 1 }],
    ['reordered: handled before its predecessor', { applied: [a2, a1, b1] }, { reordered: 1 }],
    ['reordered: sent before its predecessor', { sent: [a2, a1, b1] }, { reordered: 1 }],
    ['applied twice', { applied: [a1, b1, a2, a1] }, { duplicatesApplied: 1, reordered: 0 }],
  ])('is not sound when something was %s', (_, changes, figures) => {
    const account = settled(changes);
    expect(account).toMatchObject(figures);
    expect(isSound(account)).toBe(false);
  });
});
