import { describe, expect, it } from '@jest/globals';
import { Notice, type NoticeDetails } from './notice.entity.js';
import { type NoticeAction, noticeStateAfter, noticeStates } from './notice-status.js';

const now = new Date('2026-11-02T09:30:00Z');
const title = { original: 'en', text: { en: 'Registration is open' } };
const someDetails = (about: Partial<NoticeDetails> = {}): NoticeDetails => ({ title, text: null, ...about });
const aNotice = (): Notice => Notice.draft(someDetails(), { id: 'n1', unit: 'BDT' }, now)[0];

describe('a notice', () => {
  it('is drafted for the unit that writes it', () => {
    expect(aNotice()).toMatchObject({ state: 'draft', version: 1, announcements: 0, owningUnit: 'BDT' });
  });

  it('is revised by what differs, and by nothing that says the same', () => {
    const notice = aNotice();
    expect(notice.revise(someDetails({ text: title }), now)).toEqual({
      kind: 'revised',
      changes: { text: { from: null, to: title } },
    });
    expect(notice.revise(someDetails({ text: title }), now)).toBeUndefined();
    expect(notice.version).toBe(2);
  });

  it('is published once, and final then', () => {
    const notice = aNotice();
    expect(notice.publish(now)).toMatchObject({ kind: 'published' });
    expect(notice).toMatchObject({ state: 'published', version: 2 });
    const refusal = expect.objectContaining({ code: 'notice-already-published' });
    expect(() => notice.publish(now)).toThrow(refusal);
    expect(() => notice.revise(someDetails({ text: title }), now)).toThrow(refusal);
  });

  it('can reach each of its states, and only publication is the end', () => {
    const actions: readonly NoticeAction[] = ['edit', 'publish'];
    const after = (state: (typeof noticeStates)[number]) =>
      actions.flatMap((action) => noticeStateAfter(state, action) ?? []);
    expect(new Set(['draft', ...noticeStates.flatMap(after)])).toEqual(new Set(noticeStates));
    expect(noticeStates.filter((state) => after(state).length === 0)).toEqual(['published']);
  });
});
