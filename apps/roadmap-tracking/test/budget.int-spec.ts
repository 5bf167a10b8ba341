import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { budgetLineExhaustedV1, budgetLineOpenedV1 } from '@capdev/contracts/roadmap';
import { announcements, expectAnnounced } from '@capdev/messaging/testing';
import type { ServiceApp } from '@capdev/service-frame/testing';
import { inEnglish } from './support/builders.js';
import { aBudgetLine, differencesFromLedger, givenAllocation, givenLine } from './support/budget.js';
import { givenActivity } from './support/plan.js';
import { bootRoadmap, budgetOfficer, editor, otherEditor, viewer } from './support/roadmap-app.js';

const tables = [
  ...['budget_line', 'budget_allocation', 'budget_transfer', 'budget_entry'],
  ...['history_entry', 'outbox_message', 'idempotency_record'],
];
const nowhere = '019ab6c0-7d10-7c3e-9a51-3f0f2d9c1a01';
let app: ServiceApp;

beforeAll(async () => {
  app = await bootRoadmap();
});
beforeEach(() => app.setDay('2027-06-15'));
afterAll(async () => {
  expect(await differencesFromLedger(app)).toEqual([]);
  await app.close();
});

const as = budgetOfficer;
const line = async (id: string) => (await app.get(`/budget-lines/${id}`, { as: viewer })).body;
const book = (id: string, what: string, body: object, sent: object = {}) =>
  app.post(`/allocations/${id}/${what}`, { on: '2027-03-10', ...body }, { as, ...sent });

/** Sends what must be refused, and sees that nothing has changed by it. */
async function refused(path: string, body: object, sent: object = {}) {
  const before = await app.countRows(tables);
  const answer = await app.post(path, body, { as, ...sent });
  expect(await app.countRows(tables)).toEqual(before);
  return [answer.status, answer.body.code, answer.body.errors?.[0]?.pointer];
}

describe('opening a line', () => {
  it('leaves a row, the first entry of its ledger, a history and an announcement', async () => {
    const { status, headers, body } = await app.post('/budget-lines', aBudgetLine({ amount: '1250.5' }), { as });
    expect([status, headers.location]).toEqual([201, `/budget-lines/${body.id}`]);
    const sums = { amount: '1250.50', allocated: '0.00', committed: '0.00', spent: '0.00', left: '1250.50' };
    expect(body).toMatchObject({ currency: 'CHF', owningUnit: 'BDT', version: 1, ...sums });
    const { body: ledger } = await app.get(`/budget-lines/${body.id}/entries`, { as: viewer });
    const bookedBy = { subject: 'budget-officer-1', unit: 'GS' };
    expect(ledger.items).toMatchObject([{ kind: 'opening', amount: '1250.50', on: '2027-01-01', bookedBy }]);
    const { data } = await expectAnnounced(app.database, budgetLineOpenedV1, body.id);
    expect(data).toMatchObject({ code: body.code, amount: '1250.50', allocated: '0.00', version: 1 });
    const history = await app.get(`/budget-lines/${body.id}/history`, { as: viewer });
    expect(history.body.items).toMatchObject([{ action: 'opened', version: 1 }]);
  });

  it('counts in the decimals of the currency', async () => {
    const { id } = await givenLine(app, { currency: 'JPY', amount: '1250' });
    expect(await line(id)).toMatchObject({ amount: '1250', allocated: '0', left: '1250' });
  });

  it.each([
    ['a number of JSON', { amount: 1250.5 }, 'request-invalid', '/amount'],
    ['three decimals', { amount: '1.005' }, 'budget-amount-too-precise', '/amount'],
    [
      'decimals of a currency that has none',
      { currency: 'JPY', amount: '1.5' },
      'budget-amount-too-precise',
      '/amount',
    ],
    ['a currency of thousandths', { currency: 'KWD', amount: '1.005' }, 'budget-currency-unusable', '/currency'],
    ['a currency that is none', { currency: 'ABC' }, 'budget-currency-unusable', '/currency'],
    ['the code of no currency', { currency: 'XXX' }, 'budget-currency-unusable', '/currency'],
    ['a currency in small letters', { currency: 'chf' }, 'request-invalid', '/currency'],
    ['nothing', { amount: '0.00' }, 'request-invalid', '/amount'],
    ['less than nothing', { amount: '-5.00' }, 'request-invalid', '/amount'],
    ['14 digits', { amount: '12345678901234' }, 'request-invalid', '/amount'],
    ['an exponent', { amount: '1e3' }, 'request-invalid', '/amount'],
    ['separators', { amount: '1,250.50' }, 'request-invalid', '/amount'],
    ['a period that ends before it starts', { periodEnd: '2026-12-31' }, 'budget-line-period-impossible', '/periodEnd'],
    ['a day that does not exist', { periodEnd: '2027-02-30' }, 'request-invalid', '/periodEnd'],
    ['a code with blanks', { code: 'A B' }, 'request-invalid', '/code'],
    ['sums of its own', { allocated: '5.00' }, 'request-invalid', '/allocated'],
  ])('with %s is refused, and changes nothing', async (_, about, code, pointer) => {
    expect(await refused('/budget-lines', aBudgetLine(about))).toEqual([400, code, pointer]);
  });

  it('says why a number of JSON is refused', async () => {
    const { body } = await app.post('/budget-lines', aBudgetLine({ amount: 1250.5 }), { as });
    expect(body.errors[0].detail).toMatch(/as text, such as "1250.50": a number of JSON does not stay exact/);
  });

  it('keeps the largest amount exactly', async () => {
    const { id } = await givenLine(app, { amount: '9999999999999.99' });
    expect((await line(id)).amount).toBe('9999999999999.99');
  });

  it('has a code of its own', async () => {
    const { code } = await givenLine(app);
    expect(await refused('/budget-lines', aBudgetLine({ code }))).toEqual([409, 'budget-line-code-taken', '/code']);
  });

  it('is for budget officers', async () => {
    expect(await refused('/budget-lines', aBudgetLine(), { as: editor })).toEqual([
      403,
      'access-permission-missing',
      undefined,
    ]);
  });

  it('is final but for the title', async () => {
    const { id } = await givenLine(app);
    const title = inEnglish('Another title');
    const revised = await app.patch(`/budget-lines/${id}`, { title }, 1, { as });
    expect(revised.body).toMatchObject({ title, version: 2 });
    expect((await app.patch(`/budget-lines/${id}`, { amount: '9.00' }, 2, { as })).body).toMatchObject({
      code: 'request-invalid',
      errors: [{ pointer: '/amount' }],
    });
    const late = await app.patch(`/budget-lines/${id}`, { title: inEnglish('Late') }, 1, { as });
    expect([late.status, late.body.code]).toEqual([412, 'budget-line-outdated']);
    expect(await line(id)).toMatchObject({ version: 2, amount: '1000.00' });
  });
});

describe('allocating', () => {
  it('lets several activities share a line, and adds up what one is given', async () => {
    const { id: lineId } = await givenLine(app);
    const first = await givenAllocation(app, '600.00', { lineId });
    const more = await givenAllocation(app, '100.25', { lineId, activityId: first.activityId });
    const other = await givenAllocation(app, '50.00', { lineId });
    expect(more).toMatchObject({ id: first.id, amount: '700.25', uncommitted: '700.25', version: 2 });
    expect(await line(lineId)).toMatchObject({ allocated: '750.25', left: '249.75', version: 4 });
    const { body } = await app.get(`/allocations?line=${lineId}`, { as: viewer });
    expect(body.items.map(({ id }: { id: string }) => id)).toEqual([first.id, other.id]);
    const mine = await app.get(`/allocations?activity=${first.activityId}`, { as: viewer });
    expect(mine.body.items).toMatchObject([{ amount: '700.25', currency: 'CHF' }]);
    const history = await app.get(`/allocations/${first.id}/history`, { as: viewer });
    expect(history.body.items).toMatchObject([{ action: 'allocated', version: 2 }, { version: 1 }]);
  });

  it('refuses what would exceed the ceiling, with the numbers', async () => {
    const { id: lineId, code } = await givenLine(app);
    const { activityId } = await givenAllocation(app, '999.99', { lineId });
    const body = { lineId, activityId, amount: '0.02', on: '2027-03-01' };
    expect(await refused('/allocations', body)).toEqual([409, 'budget-line-exceeded', '/amount']);
    const { body: problem } = await app.post('/allocations', body, { as });
    const numbers = { ceiling: '1000.00', allocated: '999.99', asked: '0.02', left: '0.01', currency: 'CHF' };
    expect(problem).toMatchObject(numbers);
    expect(problem.detail).toContain(`${code} is 1000.00 CHF and 999.99 is allocated: 0.01 is left, 0.02 was asked`);
  });

  it('announces each time that nothing is left', async () => {
    const { id: lineId } = await givenLine(app);
    const { id, activityId } = await givenAllocation(app, '1000.00', { lineId });
    await book(id, 'releases', { amount: '1.00' });
    await givenAllocation(app, '1.00', { lineId, activityId, on: '2027-03-11' });
    const told = (await announcements(app.database, lineId)).map(({ type }) => type);
    expect(told).toEqual([budgetLineOpenedV1.type, budgetLineExhaustedV1.type, budgetLineExhaustedV1.type]);
  });

  it('happens once, however often the same request is sent', async () => {
    const { id: lineId } = await givenLine(app);
    const body = { lineId, activityId: (await givenActivity(app)).id, amount: '10.00', on: '2027-03-01' };
    const sent = { as, headers: { 'idempotency-key': 'allocate-once' } };
    const [first, again] = [await app.post('/allocations', body, sent), await app.post('/allocations', body, sent)];
    expect(again.body).toEqual(first.body);
    expect((await line(lineId)).allocated).toBe('10.00');
  });

  it('refuses what is not there, and days outside the period', async () => {
    const { id: lineId } = await givenLine(app);
    const { id: activityId } = await givenActivity(app);
    const body = { lineId, activityId, amount: '10.00', on: '2027-03-01' };
    const ask = (about: object) => refused('/allocations', { ...body, ...about });
    expect(await ask({ lineId: nowhere })).toEqual([400, 'budget-line-unknown', '/lineId']);
    expect(await ask({ activityId: nowhere })).toEqual([400, 'budget-activity-unknown', '/activityId']);
    expect(await ask({ on: '2026-12-31' })).toEqual([409, 'budget-line-day-outside', '/on']);
    expect(await ask({ on: '2028-01-01' })).toEqual([409, 'budget-line-day-outside', '/on']);
    expect(await ask({ amount: 10 })).toEqual([400, 'request-invalid', '/amount']);
    expect(await ask({ amount: '0.001' })).toEqual([400, 'budget-amount-too-precise', '/amount']);
  });

  it('gives nothing more to a cancelled activity, and takes back what it has', async () => {
    const { id, lineId, activityId } = await givenAllocation(app, '10.00');
    const cancelled = await app.post(
      `/activities/${activityId}/cancellation`,
      { reason: 'Not wanted' },
      { ifMatch: '*' },
    );
    expect(cancelled.status).toBe(200);
    const body = { lineId, activityId, amount: '1.00', on: '2027-03-01' };
    expect(await refused('/allocations', body)).toEqual([409, 'budget-activity-cancelled', undefined]);
    expect((await refused(`/allocations/${id}/commitments`, { amount: '1.00', on: '2027-03-10' }))[1]).toBe(
      'budget-activity-cancelled',
    );
    expect((await book(id, 'releases', { amount: '10.00' })).body).toMatchObject({ amount: '0.00' });
  });

  it('is for those who may act for the line’s unit and for the activity’s', async () => {
    const { id: ours } = await givenLine(app);
    const { id: theirs } = await givenLine(app, { owningUnit: 'BR' });
    const { id: activityId } = await givenActivity(app, { owningUnit: 'BDT' });
    const body = { activityId, amount: '1.00', on: '2027-03-01' };
    const other = [403, 'access-other-unit', undefined];
    expect(await refused('/allocations', { ...body, lineId: theirs }, { as: editor })).toEqual(other);
    expect(await refused('/allocations', { ...body, lineId: theirs }, { as: otherEditor })).toEqual(other);
    expect((await app.post('/allocations', { ...body, lineId: ours }, { as: editor })).status).toBe(201);
    // What an officer gave from elsewhere is the activity's to use, and not its to give back.
    const { id } = await givenAllocation(app, '5.00', { lineId: theirs, activityId });
    expect((await book(id, 'commitments', { amount: '1.00' }, { as: editor })).status).toBe(200);
    expect(await refused(`/allocations/${id}/releases`, { amount: '1.00', on: '2027-03-10' }, { as: editor })).toEqual(
      other,
    );
    expect(
      await refused(`/allocations/${id}/actuals`, { amount: '1.00', on: '2027-03-10' }, { as: otherEditor }),
    ).toEqual(other);
  });
});

describe('using what was given', () => {
  it('pays what was promised first, and keeps every step', async () => {
    const { id, lineId } = await givenAllocation(app, '100.00');
    await book(id, 'commitments', { amount: '60.00' });
    expect((await book(id, 'actuals', { amount: '45.00' })).body).toMatchObject({
      ...{ committed: '15.00', spent: '45.00', uncommitted: '40.00', settled: '45.00' },
    });
    const actual = await book(id, 'actuals', { amount: '35.00' });
    expect(actual.body).toMatchObject({ committed: '0.00', spent: '80.00', uncommitted: '20.00', settled: '15.00' });
    expect(await line(lineId)).toMatchObject({ allocated: '100.00', committed: '0.00', spent: '80.00' });
    const { body } = await app.get(`/budget-lines/${lineId}/entries?allocation=${id}`, { as: viewer });
    expect(body.items.map(({ kind, amount }: Record<string, string>) => `${kind} ${amount}`)).toEqual([
      ...['allocation 100.00', 'commitment 60.00', 'decommitment 45.00', 'actual 45.00'],
      ...['decommitment 15.00', 'actual 35.00'],
    ]);
  });

  it('refuses to promise, spend or give back more than there is', async () => {
    const { id } = await givenAllocation(app, '100.00');
    await book(id, 'commitments', { amount: '60.00' });
    const ask = (what: string, amount: string) =>
      refused(`/allocations/${id}/${what}`, { amount, on: '2027-03-10', reason: 'As asked' });
    const exceeded = [409, 'budget-allocation-exceeded', '/amount'];
    expect(await ask('commitments', '40.01')).toEqual(exceeded);
    expect(await ask('releases', '40.01')).toEqual(exceeded);
    expect(await ask('actuals', '100.01')).toEqual(exceeded);
    expect(await ask('decommitments', '60.01')).toEqual([409, 'budget-allocation-commitments-exceeded', '/amount']);
    const { body } = await book(id, 'actuals', { amount: '100.01' });
    const numbers = { allocated: '100.00', committed: '60.00', spent: '0.00', asked: '100.01', left: '100.00' };
    expect(body).toMatchObject({ ...numbers, currency: 'CHF' });
    expect((await book(id, 'decommitments', { amount: '60.00', reason: 'Not bought' })).body.uncommitted).toBe(
      '100.00',
    );
  });

  it('refuses what has not been spent yet, and what is not there', async () => {
    const { id } = await givenAllocation(app, '100.00');
    const ask = (body: object) => refused(`/allocations/${id}/actuals`, { amount: '1.00', on: '2027-03-10', ...body });
    expect(await ask({ on: '2027-06-16' })).toEqual([409, 'budget-actual-in-future', '/on']);
    expect(await ask({ on: '2026-06-16' })).toEqual([409, 'budget-line-day-outside', '/on']);
    expect(await ask({ amount: 1 })).toEqual([400, 'request-invalid', '/amount']);
    expect(await ask({ on: undefined })).toEqual([400, 'request-invalid', '/on']);
    expect(
      (await refused(`/allocations/${nowhere}/actuals`, { amount: '1.00', on: '2027-03-10' })).slice(0, 2),
    ).toEqual([404, 'budget-allocation-not-found']);
  });

  it('happens once, however often the same request is sent', async () => {
    const { id } = await givenAllocation(app, '100.00');
    const sent = { headers: { 'idempotency-key': 'spend-once' } };
    const [first, again] = [
      await book(id, 'actuals', { amount: '30.00' }, sent),
      await book(id, 'actuals', { amount: '30.00' }, sent),
    ];
    expect(again.body).toEqual(first.body);
    expect((await app.get(`/allocations/${id}`, { as: viewer })).body.spent).toBe('30.00');
  });
});

describe('correcting an actual', () => {
  const given = async (): Promise<{ id: string; actualId: string }> => {
    const { id } = await givenAllocation(app, '100.00');
    const { body } = await book(id, 'actuals', { amount: '70.00' });
    return { id, actualId: body.entryId };
  };

  it('says what it really was, and edits nothing', async () => {
    const { id, actualId } = await given();
    const correct = (amount: string) => book(id, 'corrections', { actualId, amount, reason: 'The invoice says so' });
    expect((await correct('50.00')).body).toMatchObject({ spent: '50.00', uncommitted: '50.00' });
    expect((await correct('90.00')).body).toMatchObject({ spent: '90.00', uncommitted: '10.00' });
    expect((await correct('0')).body).toMatchObject({ spent: '0.00', uncommitted: '100.00' });
    const { lineId } = (await app.get(`/allocations/${id}`, { as: viewer })).body;
    const { body } = await app.get(`/budget-lines/${lineId}/entries`, { as: viewer });
    expect(body.items.slice(2)).toMatchObject([
      { kind: 'actual', amount: '70.00', id: actualId },
      { kind: 'correction', amount: '-20.00', correctsId: actualId, reason: 'The invoice says so' },
      { kind: 'correction', amount: '40.00' },
      { kind: 'correction', amount: '-90.00' },
    ]);
  });

  it('is refused when it does not fit, changes nothing, comes too early, or names no actual', async () => {
    const { id, actualId } = await given();
    const right = { actualId, amount: '60.00', on: '2027-03-10', reason: 'As counted' };
    const ask = (about: object) => refused(`/allocations/${id}/corrections`, { ...right, ...about });
    expect(await ask({ amount: '100.01' })).toEqual([409, 'budget-allocation-exceeded', '/amount']);
    expect(await ask({ amount: '70.00' })).toEqual([409, 'budget-correction-changes-nothing', '/amount']);
    expect(await ask({ on: '2027-03-09' })).toEqual([409, 'budget-correction-too-early', '/on']);
    expect(await ask({ on: '2027-06-16' })).toEqual([409, 'budget-actual-in-future', '/on']);
    expect(await ask({ actualId: nowhere })).toEqual([400, 'budget-actual-unknown', '/actualId']);
    expect(await ask({ actualId: (await given()).actualId })).toEqual([400, 'budget-actual-unknown', '/actualId']);
    expect(await ask({ reason: undefined })).toEqual([400, 'request-invalid', '/reason']);
  });
});
