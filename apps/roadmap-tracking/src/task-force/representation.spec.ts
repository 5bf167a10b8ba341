import { describe, expect, it } from '@jest/globals';
import { nextTurn, overlap, representationOn, sinceWhen, type Term } from './representation.js';

const required = ['BDT', 'BR', 'TSB'];
const term = (unit: string, startsOn: string, endsOn: string | null = null): Term => ({ unit, startsOn, endsOn });
const three = (endOfTsb: string | null = null): Term[] => [
  term('BDT', '2027-01-01'),
  term('BR', '2027-01-01'),
  term('TSB', '2027-02-01', endOfTsb),
];

describe('who is represented', () => {
  it.each([
    ['before the first day', '2027-01-31', ['BDT', 'BR'], ['TSB']],
    ['on the first day', '2027-02-01', ['BDT', 'BR', 'TSB'], []],
    ['on the last day', '2027-02-28', ['BDT', 'BR', 'TSB'], []],
    ['after the last day', '2027-03-01', ['BDT', 'BR'], ['TSB']],
    ['before every term', '2026-12-31', [], required],
  ])('%s of a term follows from that term', (_, day, represented, missing) => {
    expect(representationOn(day, three('2027-02-28'), required)).toEqual({ represented, missing });
  });
});

describe('the next turn', () => {
  it('is the first day on which a term begins or has ended', () => {
    const turns: (string | undefined)[] = [];
    for (let day: string | undefined = '2026-12-31'; day !== undefined; turns.push(day))
      day = nextTurn(day, three('2027-02-28'));
    expect(turns).toEqual(['2027-01-01', '2027-02-01', '2027-03-01', undefined]);
  });
});

describe('since when it can act, or cannot', () => {
  it.each([
    ['from the last term that began', '2027-02-20', three(), '2027-02-01'],
    ['from the day after the one that ended', '2027-03-20', three('2027-02-28'), '2027-03-01'],
    ['never, before it first could', '2027-01-20', three(), undefined],
    ['across a change of members', '2027-04-01', [...three('2027-02-28'), term('TSB', '2027-03-01')], '2027-02-01'],
    ['again, after a gap', '2027-04-01', [...three('2027-02-28'), term('TSB', '2027-03-02')], '2027-03-02'],
  ])('%s', (_, day, terms, since) => {
    expect(sinceWhen(day, terms, required)).toBe(since);
  });
});

describe('two terms', () => {
  it.each([
    ['2027-01-01', '2027-01-31', '2027-01-31', null, true],
    ['2027-01-01', '2027-01-31', '2027-02-01', null, false],
    ['2027-01-01', null, '2026-01-01', null, true],
    ['2027-01-01', null, '2026-01-01', '2026-12-31', false],
  ] as const)('%s–%s and %s–%s share a day: %s', (startsOn, endsOn, otherStart, otherEnd, shared) => {
    const [one, other] = [term('BR', startsOn, endsOn), term('BR', otherStart, otherEnd)];
    expect([overlap(one, other), overlap(other, one)]).toEqual([shared, shared]);
  });
});
