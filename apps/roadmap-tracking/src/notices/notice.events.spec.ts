import { checkPayload } from '@capdev/contracts/core';
import { describe, expect, it } from '@jest/globals';
import { Notice, type NoticeDetails } from './notice.entity.js';
import { announcementOf } from './notice.events.js';

const id = '019ab6c0-7d10-7c3e-9a51-3f0f2d9c1a01';
const now = new Date('2026-11-02T09:30:00Z');
const title = { original: 'en', text: { en: 'Registration is open', fr: 'Les inscriptions sont ouvertes' } };

describe('what is announced of a notice', () => {
  it('is nothing before its publication', () => {
    const [notice, drafted] = Notice.draft({ title, text: null }, { id, unit: 'BDT' }, now);
    expect(announcementOf(notice, drafted)).toBeUndefined();
    expect(announcementOf(notice, notice.revise({ title, text: title }, now)!)).toBeUndefined();
  });

  it.each<[string, NoticeDetails, object]>([
    ['with every field that it has', { title, text: title }, { text: title }],
    ['without the fields that it lacks', { title, text: null }, {}],
  ])('is its publication, %s', (_, details, parts) => {
    const [notice] = Notice.draft(details, { id, unit: 'BDT' }, now);
    const { definition, data } = announcementOf(notice, notice.publish(now))!;
    checkPayload(definition, data, 'producer');
    expect(definition.type).toBe('int.itu.roadmap.notice.published.v1');
    expect(data).toEqual({ noticeId: id, title, ...parts, owningUnit: 'BDT', version: 2 });
  });
});
