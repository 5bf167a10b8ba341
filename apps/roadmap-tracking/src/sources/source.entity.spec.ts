import { describe, expect, it } from '@jest/globals';
import { memberStateFault } from './member-states.js';
import { Source, type SourceDetails } from './source.entity.js';

const now = new Date('2026-11-02T09:30:00Z');
const today = '2026-11-02';
const details: SourceDetails = {
  kind: 'study',
  symbol: null,
  title: { original: 'en', text: { en: 'Feasibility study' } },
  datedOn: '2021-06-18',
  body: 'Council',
  url: null,
  commentDeadline: '2021-09-01',
};
const aSource = (about: Partial<SourceDetails> = {}): Source =>
  Source.register({ ...details, ...about }, { id: 's1', unit: 'GS' }, today, now)[0];
const nothing = { firstComment: null, firstStep: null };
const refusal = (code: string) => expect.objectContaining({ code });

describe('a source', () => {
  it('awaits comments when they are invited', () => {
    expect(aSource()).toMatchObject({ comments: 'awaited', version: 1 });
    expect(aSource({ commentDeadline: null }).comments).toBe('not-invited');
  });

  it('is revised by what differs, and by nothing that says the same', () => {
    const source = aSource();
    expect(source.revise(details, nothing, today, now)).toBeUndefined();
    const fact = source.revise({ ...details, commentDeadline: null }, nothing, today, now);
    expect(fact?.changes).toEqual({
      commentDeadline: { from: '2021-09-01', to: null },
      comments: { from: 'awaited', to: 'not-invited' },
    });
  });

  it('keeps what is known of the deadline when the deadline stays', () => {
    const source = aSource();
    source.confirmNoneReceived(today, now);
    source.revise({ ...details, body: null }, nothing, today, now);
    expect(source.comments).toBe('none-received');
  });

  it.each([
    ['on the last day', '2021-09-01', 'source-deadline-not-over'],
    ['long before', '2021-07-01', 'source-deadline-not-over'],
  ])('cannot say %s that none was received', (_, day, code) => {
    expect(() => aSource().confirmNoneReceived(day, now)).toThrow(refusal(code));
  });

  it('says that none was received by the deadline even when one came after it', () => {
    const source = aSource();
    source.receive('KEN', '2021-09-02', today, now);
    expect(source.confirmNoneReceived(today, now).changes).toEqual({
      comments: { from: 'awaited', to: 'none-received' },
    });
  });

  it('remembers a comment in time even when a late one came first', () => {
    const source = aSource();
    source.receive('KEN', '2021-09-02', today, now);
    source.receive('FRA', '2021-09-01', today, now);
    expect(source.comments).toBe('received');
  });
});

describe('a Member State', () => {
  it.each(['KEN', 'CHE', 'TUV'])('is named by its three letters: %s', (code) => {
    expect(memberStateFault(code)).toBeUndefined();
  });

  it.each(['KE', 'ken', '404', 'XXX', '', null, ['KEN'], 'Kenya'])('is not named by %j', (code) => {
    expect(memberStateFault(code)).toBeDefined();
  });
});
