import { checkPayload } from '@capdev/contracts/core';
import { describe, expect, it } from '@jest/globals';
import { canonicalJson, hashOf } from './canonical-json.js';
import type { ReportContent } from './report-content.js';
import { Report, type ReportDetails } from './report.entity.js';
import { announcementOf } from './report.events.js';
import { type ReportAction, reportStateAfter, reportStates } from './report-status.js';

const id = '019ab6c0-7d10-7c3e-9a51-3f0f2d9c1a01';
const now = new Date('2026-11-02T09:30:00Z');
const title = { original: 'en', text: { en: 'Progress' } };
const someDetails: ReportDetails = {
  title,
  body: 'Council',
  periodStart: '2026-01-01',
  asOf: '2026-10-31',
  baselineId: null,
  nextPeriod: null,
};
const content = { contentVersion: 1, nextPeriod: [] } as unknown as ReportContent;
const aReport = (): Report => Object.assign(Report.draft(someDetails, { id, unit: 'GS', by: 'one', now }), { content });
const act = (by: string) => ({ by, now });

describe('a report', () => {
  it('is revised by what differs, and by nothing that says the same', () => {
    const report = aReport();
    expect(report.revise(someDetails, content, act('one'))).toBeUndefined();
    expect(report.revise({ ...someDetails, body: 'TDAG' }, content, act('two'))).toMatchObject({
      kind: 'revised',
      changes: { body: { from: 'Council', to: 'TDAG' } },
    });
    expect(report).toMatchObject({ version: 2, draftedBy: 'one', authors: ['one', 'two'] });
  });

  it('is approved by none of its authors, and frozen with the hash of its content', () => {
    const report = aReport();
    report.revise({ ...someDetails, body: 'TDAG' }, content, act('two'));
    for (const author of ['one', 'two']) {
      expect(() => report.approve(act(author))).toThrow(
        expect.objectContaining({ code: 'report-approved-by-drafter' }),
      );
    }
    report.approve(act('three'));
    const fact = report.freeze(null, act('three'));
    expect(report).toMatchObject({ state: 'frozen', contentHash: hashOf(content), version: 4 });
    const { definition, data } = announcementOf(report, fact)!;
    checkPayload(definition, data, 'producer');
    expect(() => report.approve(act('four'))).toThrow(expect.objectContaining({ code: 'report-frozen' }));
  });

  it('is announced by nothing but its freezing', () => {
    const report = aReport();
    expect(announcementOf(report, report.approve(act('two')))).toBeUndefined();
    expect(announcementOf(report, report.sendBack('Not yet', act('two')))).toBeUndefined();
    expect(report).toMatchObject({ state: 'draft', approvedBy: null, approvedAt: null });
  });

  it('can reach each of its states, and only freezing is the end', () => {
    const actions: readonly ReportAction[] = ['edit', 'approve', 'send-back', 'freeze'];
    const after = (state: (typeof reportStates)[number]) =>
      actions.flatMap((action) => reportStateAfter(state, action) ?? []);
    expect(new Set(['draft', ...reportStates.flatMap(after)])).toEqual(new Set(reportStates));
    expect(reportStates.filter((state) => after(state).length === 0)).toEqual(['frozen']);
  });
});

describe('canonical JSON', () => {
  it('is the example of RFC 8785, as far as a report has such values', () => {
    const value = {
      '\u20ac': 'Euro Sign',
      '\r': 'Carriage Return',
      '1': 'One',
      ö: 'Latin',
      b: [56, { d: true, 10: null }],
    };
    expect(canonicalJson(value)).toBe(
      '{"\\r":"Carriage Return","1":"One","b":[56,{"10":null,"d":true}],"ö":"Latin","€":"Euro Sign"}',
    );
  });
});
