import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { budgetLineExhaustedV1 } from '@capdev/contracts/roadmap';
import { announcements } from '@capdev/messaging/testing';
import type { ServiceApp } from '@capdev/service-frame/testing';
import { differencesFromLedger, givenAllocation, givenLine } from './support/budget.js';
import { bootRoadmap, budgetOfficer, coordinator, viewer } from './support/roadmap-app.js';

const tables = ['budget_line', 'budget_allocation', 'budget_transfer', 'budget_entry', 'history_entry'];
const nowhere = '019ab6c0-7d10-7c3e-9a51-3f0f2d9c1a01';
const as = budgetOfficer;
let app: ServiceApp;

beforeAll(async () => {
  app = await bootRoadmap();
});
beforeEach(() => app.setDay('2027-06-15'));
afterAll(async () => {
  expect(await differencesFromLedger(app)).toEqual([]);
  await app.close();
});

const line = async (id: string) => (await app.get(`/budget-lines/${id}`, { as: viewer })).body;
const book = (id: string, what: string, amount: string, on: string) =>
  app.post(`/allocations/${id}/${what}`, { amount, on, reason: 'As planned' }, { as });

async function refused(path: string, body: object, sent: object = {}) {
  const before = await app.countRows(tables);
  const answer = await app.post(path, body, { as, ...sent });
  expect(await app.countRows(tables)).toEqual(before);
  return [answer.status, answer.body.code];
}

describe('what stays as it was written', () => {
  it.each([
    ['budget_entry', 'amount'],
    ['budget_transfer', 'amount'],
    ['baseline', 'name'],
    ['baseline_item', 'title'],
  ])('%s is only ever added to by the running service', async (table, column) => {
    const run = (sql: string) => app.database.dataSource.query(sql);
    await expect(run(`UPDATE ${table} SET ${column} = ${column}`)).rejects.toThrow('permission denied');
    await expect(run(`DELETE FROM ${table}`)).rejects.toThrow('permission denied');
    await expect(run(`TRUNCATE ${table}`)).rejects.toThrow('permission denied');
  });

  it('is held together by the database, whoever writes', async () => {
    const { id, lineId } = await givenAllocation(app, '10.00');
    const run = (sql: string, of: string) => app.database.dataSource.query(sql, [of]);
    await expect(run('UPDATE budget_line SET allocated = amount + 0.01 WHERE id = $1', lineId)).rejects.toThrow(
      'budget_line_within_ceiling',
    );
    await expect(run('UPDATE budget_line SET spent = allocated + 0.01 WHERE id = $1', lineId)).rejects.toThrow(
      'budget_line_within_allocated',
    );
    await expect(run('UPDATE budget_allocation SET committed = amount + 0.01 WHERE id = $1', id)).rejects.toThrow(
      'budget_allocation_within',
    );
  });
});

describe('a transfer', () => {
  const aTransfer = async (about: object = {}) => ({
    ...{ fromLineId: (await givenLine(app)).id, toLineId: (await givenLine(app)).id },
    ...{ amount: '250.50', on: '2027-04-01', reason: 'More courses than expected' },
    ...about,
  });

  it('lowers one ceiling and raises another one by the same', async () => {
    const body = await aTransfer();
    const { status, headers, body: made } = await app.post('/budget-transfers', body, { as });
    expect([status, headers.location]).toEqual([201, `/budget-transfers/${made.id}`]);
    expect(made).toMatchObject({ ...body, currency: 'CHF', version: 1 });
    expect(await line(body.fromLineId)).toMatchObject({ amount: '749.50', left: '749.50', version: 2 });
    expect(await line(body.toLineId)).toMatchObject({ amount: '1250.50', version: 2 });
    const { body: ledger } = await app.get(`/budget-lines/${body.fromLineId}/entries`, { as: viewer });
    expect(ledger.items[1]).toMatchObject({ kind: 'transfer-out', transferId: made.id, reason: body.reason });
    const one = await app.get(`/budget-transfers/${made.id}`, { as: viewer });
    expect(one.body).toEqual(made);
    const { body: list } = await app.get(`/budget-transfers?line=${body.toLineId}`, { as: viewer });
    expect(list.items).toEqual([made]);
    const history = await app.get(`/budget-transfers/${made.id}/history`, { as: viewer });
    expect(history.body.items).toMatchObject([{ action: 'made', actor: { subject: 'budget-officer-1' } }]);
  });

  it('happens once, however often the same request is sent', async () => {
    const body = await aTransfer();
    const sent = { as, headers: { 'idempotency-key': 'transfer-once' } };
    const first = await app.post('/budget-transfers', body, sent);
    const again = await app.post('/budget-transfers', body, sent);
    expect(again.body).toEqual(first.body);
    expect((await line(body.toLineId)).amount).toBe('1250.50');
  });

  it('takes only what is not allocated, and the last of it is announced', async () => {
    const body = await aTransfer();
    await givenAllocation(app, '800.00', { lineId: body.fromLineId });
    const ask = (amount: string) => ({ ...body, amount });
    expect(await refused('/budget-transfers', ask('200.01'))).toEqual([409, 'budget-line-exceeded']);
    expect((await app.post('/budget-transfers', ask('200.00'), { as })).status).toBe(201);
    const told = (await announcements(app.database, body.fromLineId)).map(({ type }) => type);
    expect(told).toContain(budgetLineExhaustedV1.type);
  });

  it('is refused when it makes no sense, and changes nothing', async () => {
    const body = await aTransfer();
    const ask = (about: object, sent: object = {}) => refused('/budget-transfers', { ...body, ...about }, sent);
    const { id: crowns } = await givenLine(app, { currency: 'NOK' });
    const { id: full } = await givenLine(app, { amount: '9999999999999.99' });
    const { id: nextYear } = await givenLine(app, { periodStart: '2028-01-01', periodEnd: '2028-12-31' });
    expect(await ask({ toLineId: body.fromLineId })).toEqual([400, 'budget-transfer-same-line']);
    expect(await ask({ toLineId: crowns })).toEqual([409, 'budget-transfer-currencies-differ']);
    expect(await ask({ toLineId: full })).toEqual([409, 'budget-line-too-large']);
    expect(await ask({ toLineId: nextYear })).toEqual([409, 'budget-line-day-outside']);
    expect(await ask({ toLineId: nowhere })).toEqual([400, 'budget-line-unknown']);
    expect(await ask({ amount: '0' })).toEqual([400, 'request-invalid']);
    expect(await ask({ amount: 250 })).toEqual([400, 'request-invalid']);
    expect(await ask({ reason: '' })).toEqual([400, 'request-invalid']);
    expect(await ask({}, { as: coordinator })).toEqual([403, 'access-permission-missing']);
  });
});

describe('the budget as at a day', () => {
  const asAt = async (on: string, currency: string) => {
    const { body } = await app.get(`/budget?on=${on}&currency=${currency}`, { as: viewer });
    return body;
  };

  it('is what the ledger had by that day, by line and by currency, against the ceiling', async () => {
    const [one, other] = [await givenLine(app, { currency: 'EUR' }), await givenLine(app, { currency: 'EUR' })];
    const { id } = await givenAllocation(app, '400.00', { lineId: one.id, on: '2027-02-01' });
    await book(id, 'commitments', '100.00', '2027-03-01');
    await book(id, 'actuals', '30.00', '2027-04-01');
    const move = { fromLineId: other.id, toLineId: one.id, amount: '500.00', on: '2027-05-01', reason: 'Needed here' };
    await app.post('/budget-transfers', move, { as });

    const january = await asAt('2027-01-31', 'EUR');
    expect(january.totals).toEqual([
      { currency: 'EUR', ceiling: '2000.00', allocated: '0.00', committed: '0.00', spent: '0.00', left: '2000.00' },
    ]);
    const april = await asAt('2027-04-01', 'EUR');
    const used = { allocated: '400.00', committed: '70.00', spent: '30.00' };
    expect(april.items[0]).toMatchObject({ lineId: one.id, ceiling: '1000.00', ...used, left: '600.00' });
    expect(april.totals).toMatchObject([{ ceiling: '2000.00', ...used }]);
    const may = await asAt('2027-05-01', 'EUR');
    expect(may.items.map(({ ceiling }: { ceiling: string }) => ceiling)).toEqual(['1500.00', '500.00']);
    expect((await asAt('2028-01-01', 'EUR')).items).toEqual([]);
  });

  it('comes page by page, with the totals of all lines on each', async () => {
    for (let made = 0; made < 3; made += 1) await givenLine(app, { currency: 'SEK' });
    const first = await app.get('/budget?on=2027-06-01&currency=SEK&limit=2', { as: viewer });
    const second = await app.get(first.body.next, { as: viewer });
    expect([first.body.items.length, second.body.items.length, second.body.next]).toEqual([2, 1, null]);
    expect(second.body.totals).toEqual(first.body.totals);
    expect(first.body.totals[0].ceiling).toBe('3000.00');
  });

  it('is of today unless told, and of a day that exists', async () => {
    expect((await app.get('/budget', { as: viewer })).body.on).toBe('2027-06-15');
    const { status, body } = await app.get('/budget?on=2027-02-30', { as: viewer });
    expect([status, body.code]).toEqual([400, 'request-invalid']);
    expect((await app.get('/budget')).status).toBe(401);
  });

  it('is possible on every day, though entries come late', async () => {
    const [poor, rich] = [await givenLine(app), await givenLine(app)];
    const { id, activityId } = await givenAllocation(app, '900.00', { lineId: poor.id, on: '2027-03-01' });
    const move = { fromLineId: rich.id, toLineId: poor.id, amount: '500.00', on: '2027-05-01', reason: 'Needed here' };
    await app.post('/budget-transfers', move, { as });
    // 600.00 are left from May on; in April there were 100.00.
    const more = { lineId: poor.id, activityId, amount: '100.01' };
    expect(await refused('/allocations', { ...more, on: '2027-04-01' })).toEqual([409, 'budget-line-exceeded']);
    expect((await app.post('/allocations', { ...more, on: '2027-05-01' }, { as })).status).toBe(201);
    // Promised for May: what is paid in April must leave it.
    await book(id, 'commitments', '900.00', '2027-05-02');
    const spend = { amount: '100.02', on: '2027-04-01' };
    expect(await refused(`/allocations/${id}/actuals`, spend)).toEqual([409, 'budget-allocation-exceeded']);
    expect((await book(id, 'actuals', '100.01', '2027-05-02')).status).toBe(200);
    // A promise that was paid in May could not have been given up in April: it was not made yet.
    const back = { amount: '1.00', on: '2027-04-01', reason: 'Too early' };
    expect(await refused(`/allocations/${id}/decommitments`, back)).toEqual([
      409,
      'budget-allocation-commitments-exceeded',
    ]);
  });
});
