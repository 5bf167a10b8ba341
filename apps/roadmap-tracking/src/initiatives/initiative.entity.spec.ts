import { checkPayload } from '@capdev/contracts/core';
import { describe, expect, it } from '@jest/globals';
import { Initiative, type InitiativeDetails } from './initiative.entity.js';
import { announcementOf } from './initiative.events.js';

const now = new Date('2027-03-01T09:30:00Z');
const today = '2027-03-01';
const id = '019ab6c0-7d10-7c3e-9a51-3f0f2d9c1a01';
const goal = '019ab6c0-7d10-7c3e-9a51-3f0f2d9c1a02';
const title = { original: 'en', text: { en: 'The Academy' } };
const details = (about: Partial<InitiativeDetails> = {}): InitiativeDetails => ({
  ...{ title, description: null, owningUnit: 'BDT', focalPoint: null, recommendationIds: [], goalIds: [goal] },
  ...about,
});
const planned = (): Initiative => Initiative.plan(details(), { id, code: '1' }, now)[0];

describe('an initiative', () => {
  it('is planned first, and revised by what differs alone', () => {
    const initiative = planned();
    expect(initiative).toMatchObject({ state: 'planned', version: 1, announcements: 0, code: '1', startedOn: null });
    expect(initiative.revise(details(), now)).toBeUndefined();
    expect(initiative.revise(details({ focalPoint: 'subject-7' }), now)).toEqual({
      kind: 'revised',
      changes: { focalPoint: {} },
    });
    expect(initiative.version).toBe(2);
  });

  it('starts on a day that is not in the future', () => {
    const initiative = planned();
    const refusal = expect.objectContaining({ kind: 'invalid', code: 'initiative-day-in-future' });
    expect(() => initiative.start('2027-03-02', today, now)).toThrow(refusal);
    expect(initiative).toMatchObject({ state: 'planned', version: 1 });
    expect(initiative.start('2027-03-01', today, now).changes).toEqual({
      state: { from: 'planned', to: 'in-progress' },
      startedOn: { from: null, to: '2027-03-01' },
    });
  });

  it('is completed after its start, and never changes then', () => {
    const initiative = planned();
    const notStarted = expect.objectContaining({ code: 'initiative-planned' });
    expect(() => initiative.complete('2027-03-01', today, now)).toThrow(notStarted);
    initiative.start('2027-02-01', today, now);
    const before = expect.objectContaining({ code: 'initiative-days-impossible' });
    expect(() => initiative.complete('2027-01-31', today, now)).toThrow(before);
    expect(() => initiative.complete('2027-01-31', today, now)).toThrow(/2027-02-01.*2027-01-31/);
    initiative.complete('2027-02-28', today, now);
    const over = expect.objectContaining({ code: 'initiative-completed' });
    expect(() => initiative.revise(details({ goalIds: [] }), now)).toThrow(over);
    expect(() => initiative.start(today, today, now)).toThrow(over);
    expect(() => initiative.cancel('Too late', now)).toThrow(over);
  });

  it('is cancelled for a reason that its history keeps', () => {
    const initiative = planned();
    expect(initiative.cancel('No longer asked for', now).changes).toEqual({
      state: { from: 'planned', to: 'cancelled' },
      reason: { to: 'No longer asked for' },
    });
    expect(() => initiative.cancel('Again', now)).toThrow(expect.objectContaining({ code: 'initiative-cancelled' }));
  });
});

describe('what is announced of an initiative', () => {
  it('is its start and its end, whole', () => {
    const [initiative, fact] = Initiative.plan(details({ focalPoint: 'subject-7' }), { id, code: '1' }, now);
    expect(announcementOf(initiative, fact)).toBeUndefined();
    const started = announcementOf(initiative, initiative.start('2027-02-01', today, now))!;
    checkPayload(started.definition, started.data, 'producer');
    const snapshot = {
      ...{ initiativeId: id, code: '1', title, owningUnit: 'BDT', recommendationIds: [], goalIds: [goal] },
      ...{ state: 'in-progress', startedOn: '2027-02-01', version: 2 },
    };
    expect([started.definition.type, started.data]).toEqual(['int.itu.roadmap.initiative.started.v1', snapshot]);
    const completed = announcementOf(initiative, initiative.complete('2027-02-28', today, now))!;
    checkPayload(completed.definition, completed.data, 'producer');
    expect(completed.definition.type).toBe('int.itu.roadmap.initiative.completed.v1');
    expect(completed.data).toEqual({ ...snapshot, state: 'completed', completedOn: '2027-02-28', version: 3 });
  });

  it('is not that it was cancelled', () => {
    const initiative = planned();
    expect(announcementOf(initiative, initiative.cancel('No longer asked for', now))).toBeUndefined();
  });
});
