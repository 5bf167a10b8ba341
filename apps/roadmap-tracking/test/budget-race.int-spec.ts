import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { budgetLineExhaustedV1 } from '@capdev/contracts/roadmap';
import { announcements } from '@capdev/messaging/testing';
import type { ServiceApp } from '@capdev/service-frame/testing';
import { differencesFromLedger, givenAllocation, givenLine } from './support/budget.js';
import { givenActivity } from './support/plan.js';
import { bootRoadmap, budgetOfficer } from './support/roadmap-app.js';

let app: ServiceApp;
let origin: string;
let authorization: string;

// Over real connections: a request that is injected meets no other one on its way in.
beforeAll(async () => {
  app = await bootRoadmap();
  await app.app.listen(0, '127.0.0.1');
  origin = `http://127.0.0.1:${(app.app.getHttpServer().address() as AddressInfo).port}`;
  authorization = `Bearer ${await app.issuer.token(budgetOfficer)}`;
});
afterAll(() => app.close());

interface Answered {
  readonly status: number;
  readonly body: Record<string, string>;
}

async function post(path: string, body: object): Promise<Answered> {
  const headers = { authorization, 'content-type': 'application/json' };
  const answer = await fetch(`${origin}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  return { status: answer.status, body: (await answer.json()) as Answered['body'] };
}

/** So many clients at once, each sending one request after the other. */
async function race(clients: number, tries: number, ask: (client: number, turn: number) => Promise<Answered>) {
  const runs = Array.from({ length: clients }, async (_, client) => {
    const answers: Answered[] = [];
    for (let turn = 0; turn < tries; turn += 1) answers.push(await ask(client, turn));
    return answers;
  });
  return (await Promise.all(runs)).flat();
}

const cents = (amount: string): bigint => BigInt(amount.replace('.', ''));
const statusesOf = (answers: readonly Answered[]): number[] => answers.map(({ status }) => status).sort();

describe('50 clients that want money of one line', () => {
  it('get together what there is and never more, in 1,000 tries', async () => {
    const line = await givenLine(app, { amount: '5000.00' });
    const activities = await Promise.all(Array.from({ length: 10 }, () => givenActivity(app)));
    // From 1.01 to 29.83, so that what is left at the end fits nobody's next wish exactly by chance.
    const asked = (client: number, turn: number): string =>
      `${1 + ((client * 7 + turn * 3) % 29)}.${String(1 + ((client + turn) % 83)).padStart(2, '0')}`;
    const wishes = new Map<Answered, string>();
    const answers = await race(50, 20, async (client, turn) => {
      const amount = asked(client, turn);
      const activityId = activities[client % activities.length]!.id;
      const answer = await post('/allocations', { lineId: line.id, activityId, amount, on: '2027-03-01' });
      wishes.set(answer, amount);
      return answer;
    });

    const accepted = answers.filter(({ status }) => status === 201);
    const refused = answers.filter(({ status }) => status === 409);
    expect(answers).toHaveLength(1_000);
    expect(accepted.length + refused.length).toBe(1_000);
    expect(accepted.length).toBeGreaterThan(200);
    expect(refused.length).toBeGreaterThan(200);
    expect(new Set(refused.map(({ body }) => body.code))).toEqual(new Set(['budget-line-exceeded']));
    for (const answer of refused) {
      const { asked, left, ceiling, allocated } = answer.body as Record<
        'asked' | 'left' | 'ceiling' | 'allocated',
        string
      >;
      expect(asked).toBe(wishes.get(answer));
      expect(cents(asked)).toBeGreaterThan(cents(left));
      expect(cents(ceiling) - cents(allocated)).toBe(cents(left));
    }
    const { body } = await app.get(`/budget-lines/${line.id}`, { as: budgetOfficer });
    const given = accepted.reduce((sum, answer) => sum + cents(wishes.get(answer)!), 0n);
    expect(cents(body.allocated)).toBe(given);
    expect(given).toBeLessThanOrEqual(cents('5000.00'));
    expect(cents(body.left)).toBeLessThan(cents('30.00'));
    expect(body.version).toBe(1 + accepted.length);
    expect(await differencesFromLedger(app)).toEqual([]);
    const [entries] = await app.database.dataSource.query<{ count: number }[]>(
      `SELECT count(*)::int FROM budget_entry WHERE line_id = $1 AND kind = 'allocation'`,
      [line.id],
    );
    expect(entries).toEqual({ count: accepted.length });
  });

  it('one of two gets the last franc, and the end of the money is announced once', async () => {
    for (let round = 0; round < 10; round += 1) {
      const line = await givenLine(app);
      await givenAllocation(app, '999.00', { lineId: line.id });
      const rivals = [(await givenActivity(app)).id, (await givenActivity(app)).id];
      const answers = await race(2, 1, (client) =>
        post('/allocations', { lineId: line.id, activityId: rivals[client], amount: '1.00', on: '2027-03-01' }),
      );
      expect(statusesOf(answers)).toEqual([201, 409]);
      const told = await announcements(app.database, line.id);
      expect(told.filter(({ type }) => type === budgetLineExhaustedV1.type)).toHaveLength(1);
    }
    expect(await differencesFromLedger(app)).toEqual([]);
  });

  it('never promise or spend together more than one allocation has', async () => {
    app.setDay('2027-06-01');
    const { id } = await givenAllocation(app, '100.00');
    const answers = await race(20, 5, (client, turn) =>
      post(`/allocations/${id}/${(client + turn) % 2 === 0 ? 'commitments' : 'actuals'}`, {
        amount: '3.00',
        on: '2027-03-02',
      }),
    );
    expect(new Set(statusesOf(answers))).toEqual(new Set([200, 409]));
    const { body } = await app.get(`/allocations/${id}`, { as: budgetOfficer });
    expect(cents(body.committed) + cents(body.spent)).toBeLessThanOrEqual(cents(body.amount));
    expect(await differencesFromLedger(app)).toEqual([]);
  });
});

describe('transfers in opposite directions', () => {
  it('never wait for one another, and money is neither made nor lost', async () => {
    const [one, other] = [await givenLine(app), await givenLine(app)];
    const answers = await race(20, 10, (client) => {
      const [from, to] = client % 2 === 0 ? [one, other] : [other, one];
      return post('/budget-transfers', {
        ...{ fromLineId: from!.id, toLineId: to!.id, amount: '1.25', on: '2027-04-01' },
        reason: 'Planned otherwise',
      });
    });
    expect(new Set(statusesOf(answers))).toEqual(new Set([201]));
    const lines = await Promise.all(
      [one, other].map(({ id }) => app.get(`/budget-lines/${id}`, { as: budgetOfficer })),
    );
    expect(lines.map(({ body }) => body.amount)).toEqual(['1000.00', '1000.00']);
    expect(await differencesFromLedger(app)).toEqual([]);
  });
});
