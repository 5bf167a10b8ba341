import { checkPayload } from '@capdev/contracts/core';
import { describe, expect, it } from '@jest/globals';
import type { OfferingDetails } from './offering-details.js';
import { Offering } from './offering.entity.js';
import { announcementOf, type OfferingFact } from './offering.events.js';

const ids = {
  offering: '019ab6c0-b255-7a33-9d46-2e9f70b15f05',
  course: '019ab6c0-8f22-7b6d-8e0c-5a1f6f1b2c02',
  provider: '019ab6c0-7d10-7c3e-9a51-3f0f2d9c1a01',
};
const now = new Date('2026-11-02T09:30:00Z');
const title = { original: 'en', text: { en: 'Spectrum' } };
const name = { original: 'en', text: { en: 'Bureau' } };
const context = { course: { code: 'BDT-1', title }, organisers: [{ id: ids.provider, name, active: true }] };
const details: OfferingDetails = {
  startsOn: '2027-03-01',
  endsOn: '2027-03-19',
  registrationOpensOn: '2027-01-11',
  registrationClosesOn: '2027-02-19',
  place: { kind: 'hybrid', country: 'CH', city: 'Geneva', venue: null },
  languages: ['en'],
  seats: 30,
  fee: { amount: '150.00', currency: 'CHF' },
  organiserIds: [ids.provider],
};
const scheduled = (): [Offering, OfferingFact] =>
  Offering.schedule(details, { id: ids.offering, courseId: ids.course, modality: 'blended' }, now);
const told = (offering: Offering, fact: OfferingFact): { type: string; data: object } => {
  const { definition, data } = announcementOf(offering, context, fact);
  checkPayload(definition, data, 'producer');
  return { type: definition.type.replace('int.itu.catalogue.offering.', ''), data };
};
const snapshot = {
  offeringId: ids.offering,
  courseId: ids.course,
  courseCode: 'BDT-1',
  courseTitle: title,
  startsOn: '2027-03-01',
  endsOn: '2027-03-19',
  registrationOpensOn: '2027-01-11',
  registrationClosesOn: '2027-02-19',
  place: { kind: 'hybrid', country: 'CH', city: 'Geneva' },
  languages: ['en'],
  seats: 30,
  fee: { amount: '150.00', currency: 'CHF' },
  organisers: [{ providerId: ids.provider, name }],
  state: 'planned',
  version: 1,
};

describe('what is announced of an offering', () => {
  it('its schedule, with every field', () => {
    expect(told(...scheduled())).toEqual({ type: 'scheduled.v1', data: snapshot });
  });

  it('its opening and its completion', () => {
    const [offering] = scheduled();
    expect(told(offering, offering.open(now))).toEqual({
      type: 'opened.v1',
      data: { ...snapshot, state: 'open', version: 2 },
    });
    const data = { ...snapshot, state: 'completed', version: 3 };
    expect(told(offering, offering.complete('2027-04-01', now))).toEqual({ type: 'completed.v1', data });
  });

  it('its cancellation, with the reason', () => {
    const [offering] = scheduled();
    const data = { ...snapshot, state: 'cancelled', version: 2, reason: 'Too few.' };
    expect(told(offering, offering.cancel('Too few.', now))).toEqual({ type: 'cancelled.v1', data });
  });

  it('other days, with the days before', () => {
    const [offering] = scheduled();
    const fact = offering.revise({ ...details, endsOn: '2027-03-26', registrationClosesOn: null }, 'blended', now)!;
    expect(told(offering, fact)).toEqual({
      type: 'rescheduled.v1',
      data: {
        ...snapshot,
        endsOn: '2027-03-26',
        registrationClosesOn: null,
        version: 2,
        previousStartsOn: '2027-03-01',
        previousEndsOn: '2027-03-19',
        previousRegistrationOpensOn: '2027-01-11',
        previousRegistrationClosesOn: '2027-02-19',
      },
    });
  });

  it('any other change, and nothing as null where there is nothing', () => {
    const [offering] = scheduled();
    const fact = offering.revise({ ...details, fee: null, seats: null }, 'blended', now)!;
    expect(told(offering, fact)).toEqual({
      type: 'revised.v1',
      data: { ...snapshot, fee: null, seats: null, version: 2 },
    });
  });
});
