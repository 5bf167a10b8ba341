import { checkPayload } from '@capdev/contracts/core';
import { baselineTakenV1 } from '@capdev/contracts/roadmap';
import { describe, expect, it } from '@jest/globals';
import { Baseline } from './baseline.entity.js';
import { announcementOf } from './baseline.events.js';

const now = new Date('2027-03-01T09:30:00Z');
const about = {
  id: '019ab6c0-7d10-7c3e-9a51-3f0f2d9c1a01',
  name: 'As approved in 2023',
  note: 'Kept for the council',
  takenOn: '2027-03-01',
  itemCount: 42,
};

describe('what is told of a baseline', () => {
  it('is that it was taken, and nothing of its note', () => {
    const { definition, data } = announcementOf(...Baseline.take(about, now));
    expect(definition).toBe(baselineTakenV1);
    expect(data).toEqual({ baselineId: about.id, name: about.name, takenOn: about.takenOn, itemCount: 42 });
    expect(checkPayload(definition, data, 'producer')).toEqual(data);
  });
});
