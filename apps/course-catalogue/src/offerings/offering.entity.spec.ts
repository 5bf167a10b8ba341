import { describe, expect, it } from '@jest/globals';
import { registrationIsOpen } from './offering-days.js';
import type { OfferingDetails } from './offering-details.js';
import { Offering } from './offering.entity.js';

const now = new Date('2026-11-02T09:30:00Z');
const online = { kind: 'online' as const, country: null, city: null, venue: null };
const inGeneva = { kind: 'on-site' as const, country: 'CH', city: 'Geneva', venue: null };
const someDetails = (about: Partial<OfferingDetails> = {}): OfferingDetails => ({
  startsOn: '2027-03-01',
  endsOn: '2027-03-19',
  registrationOpensOn: '2027-01-11',
  registrationClosesOn: '2027-02-19',
  place: inGeneva,
  languages: ['en'],
  seats: 30,
  fee: null,
  organiserIds: ['p1'],
  ...about,
});
const none = { startsOn: null, endsOn: null, registrationOpensOn: null, registrationClosesOn: null };
const planned = (about: Partial<OfferingDetails> = {}, modality: string | null = 'face-to-face'): Offering =>
  Offering.schedule(someDetails(about), { id: 'o1', courseId: 'c1', modality }, now)[0];
const opened = (about: Partial<OfferingDetails> = {}): Offering => {
  const offering = planned(about);
  offering.open(now);
  return offering;
};
const refusal = (act: () => unknown): { code: string; faults: { pointer: string }[] } => {
  try {
    act();
  } catch (error) {
    return error as { code: string; faults: { pointer: string }[] };
  }
  return { code: 'nothing was refused', faults: [] };
};
const places = (about: Partial<OfferingDetails>, modality?: string): string[] =>
  refusal(() => planned(about, modality)).faults.map(({ pointer }) => pointer);

describe('the days of an offering', () => {
  it.each<[string, Partial<OfferingDetails>, string[]]>([
    [
      'end before they start',
      { startsOn: '2027-03-19', endsOn: '2027-03-01', registrationOpensOn: null, registrationClosesOn: null },
      ['/endsOn'],
    ],
    ['have an end and no start', { startsOn: null }, ['/startsOn']],
    ['have a start and no end', { endsOn: null }, ['/endsOn']],
    ['close registration before it opens', { registrationOpensOn: '2027-02-20' }, ['/registrationClosesOn']],
    [
      'open registration after the end',
      { registrationOpensOn: '2027-03-20', registrationClosesOn: null },
      ['/registrationOpensOn'],
    ],
    ['close registration after the end', { registrationClosesOn: '2027-03-20' }, ['/registrationClosesOn']],
    ['are missing, though an instructor leads the course', { ...none, place: online }, ['/startsOn']],
  ])('are refused when they %s', (_, about, expected) => {
    expect(places(about)).toEqual(expected);
  });

  it('are refused with every fault at once', () => {
    const about = {
      startsOn: '2027-03-19',
      endsOn: '2027-03-01',
      registrationOpensOn: '2027-03-05',
      registrationClosesOn: '2027-03-04',
    };
    expect(places(about)).toEqual([
      '/endsOn',
      '/registrationClosesOn',
      '/registrationOpensOn',
      '/registrationClosesOn',
    ]);
  });

  it('may all be one day', () => {
    const day = '2027-03-01';
    const about = { startsOn: day, endsOn: day, registrationOpensOn: day, registrationClosesOn: day };
    expect(planned(about)).toMatchObject(about);
  });

  it('may be left out for an online self-paced course, and then it takes place online', () => {
    expect(planned({ ...none, place: online }, 'online-self-paced')).toMatchObject({ startsOn: null, endsOn: null });
    expect(places(none, 'online-self-paced')).toEqual(['/place']);
  });
});

describe('an offering', () => {
  it('that is online has no city', () => {
    expect(places({ place: { ...online, city: 'Geneva' } })).toEqual(['/place']);
  });

  it('begins planned, is opened, and is completed when it is over', () => {
    const offering = planned();
    expect(offering).toMatchObject({ state: 'planned', version: 1 });
    expect(offering.open(now)).toEqual({ kind: 'opened', changes: { state: { from: 'planned', to: 'open' } } });
    expect(refusal(() => offering.complete('2027-03-18', now)).code).toBe('offering-not-over');
    expect(offering.complete('2027-03-19', now)).toMatchObject({ kind: 'completed' });
    expect(offering).toMatchObject({ state: 'completed', version: 3 });
  });

  it('can be cancelled while planned or open, with a reason', () => {
    for (const offering of [planned(), opened()]) {
      expect(offering.cancel('Too few registrations.', now)).toMatchObject({
        kind: 'cancelled',
        reason: 'Too few registrations.',
      });
      expect(offering).toMatchObject({ state: 'cancelled', cancellationReason: 'Too few registrations.' });
    }
  });

  it('that is over or cancelled cannot be changed, opened, completed or cancelled', () => {
    const over = opened();
    over.complete('2027-04-01', now);
    const off = planned();
    off.cancel('Why.', now);
    for (const offering of [over, off]) {
      const code = `offering-${offering.state}`;
      const acts = [
        () => offering.revise(someDetails({ seats: 5 }), null, now),
        () => offering.open(now),
        () => offering.complete('2027-04-01', now),
        () => offering.cancel('Why.', now),
      ];
      expect(acts.map((act) => refusal(act).code)).toEqual([code, code, code, code]);
    }
  });

  it('that is planned cannot be completed', () => {
    expect(refusal(() => planned().complete('2027-04-01', now)).code).toBe('offering-planned');
  });

  it('is rescheduled when a day changes, whatever else does, and remembers the days before', () => {
    const fact = opened().revise(someDetails({ endsOn: '2027-03-26', seats: 45 }), null, now);
    expect(fact).toMatchObject({ kind: 'rescheduled', previous: { startsOn: '2027-03-01', endsOn: '2027-03-19' } });
  });

  it('is revised when anything else changes, and unchanged when nothing does', () => {
    const offering = opened();
    expect(offering.revise(someDetails({ seats: 45 }), null, now)).toEqual({
      kind: 'revised',
      changes: { seats: { from: 30, to: 45 } },
    });
    expect(offering.revise(someDetails({ seats: 45 }), null, now)).toBeUndefined();
    expect(offering.version).toBe(3);
  });
});

describe('registration', () => {
  const open = (day: string, offering = opened()): boolean => registrationIsOpen(offering, day);

  it('is open from its first to its last day, both included', () => {
    expect(['2027-01-10', '2027-01-11', '2027-02-19', '2027-02-20'].map((day) => open(day))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  it('is closed while the offering is only planned, and once it is cancelled', () => {
    const cancelled = opened();
    cancelled.cancel('Why.', now);
    expect([open('2027-02-01', planned()), open('2027-02-01', cancelled)]).toEqual([false, false]);
  });

  it('without a window is open until the last day', () => {
    const offering = opened({ registrationOpensOn: null, registrationClosesOn: null });
    expect(['2026-11-02', '2027-03-19', '2027-03-20'].map((day) => open(day, offering))).toEqual([true, true, false]);
  });
});
