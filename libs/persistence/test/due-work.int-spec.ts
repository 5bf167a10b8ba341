import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { until } from '../../../tools/local/wait.js';
import {
  cancelDueWork,
  DatabaseUnavailable,
  type DueWorkHandler,
  listDueWork,
  readDueWork,
  retryDueWork,
  scheduleDueWork,
} from '../src/index.js';
import { type Duties, openDuties, touch } from './support/due-work.js';

let duties: Duties;
beforeEach(async () => {
  duties = await openDuties();
});
afterEach(() => duties.close());

const later = (ms: number): Date => new Date(duties.time.getTime() + ms);
const failing: DueWorkHandler = async (work, tx, now) => {
  await touch(work, tx, now);
  throw new Error('cannot be done');
};

describe('due work', () => {
  it('is done when its time has come by the clock that was given, and then forgotten', async () => {
    const [id] = await duties.given(1, { dueAt: later(60_000) });
    const runner = await duties.runner({ touch });
    expect(await runner.runDue()).toBe(0);
    duties.time = later(60_000);
    expect(await runner.runDue()).toBe(1);
    expect(await runner.runDue()).toBe(0);
    expect([await duties.touched(id!), await duties.rows()]).toEqual([1, []]);
  });

  it('is moved by scheduling it again, and ended by cancelling it', async () => {
    const [id, other] = (await duties.given(2)) as [string, string];
    await duties.inTransaction((tx) => {
      scheduleDueWork(tx, { kind: 'touch', subjectId: id, dueAt: later(3) });
      scheduleDueWork(tx, { kind: 'touch', subjectId: id, dueAt: later(1_000) });
      cancelDueWork(tx, 'touch', other);
    });
    expect(await duties.rows()).toMatchObject([{ subject_id: id, due_at: later(1_000) }]);
    expect(await (await duties.runner({ touch })).runDue()).toBe(0);
  });

  it('is scheduled with the change that needs it, or not at all', async () => {
    const undone = duties.inTransaction((tx) => {
      scheduleDueWork(tx, { kind: 'touch', subjectId: '019ab6c0-7d10-7c3e-9a51-3f0f2d9c1a01', dueAt: duties.time });
      throw new Error('the change fails');
    });
    await expect(undone).rejects.toThrow('the change fails');
    expect(await duties.rows()).toEqual([]);
  });

  it('is done once by two runners that race for 500 pieces', async () => {
    const ids = await duties.given(500);
    const runners = [await duties.runner({ touch }), await duties.runner({ touch })];
    const counts = await Promise.all(runners.map((runner) => runner.runDue()));
    expect(counts[0]! + counts[1]!).toBe(500);
    expect(Math.min(...counts)).toBeGreaterThan(0); // otherwise nobody has raced
    expect(new Set(await Promise.all(ids.map((id) => duties.touched(id))))).toEqual(new Set([1]));
    expect(await duties.rows()).toEqual([]);
  });

  it('of a process that is killed in the middle is done again, once', async () => {
    const [id] = await duties.given(1);
    const program = join(import.meta.dirname, 'support', 'mortal-runner.ts');
    const args = ['--import', 'tsx', '--conditions=@capdev/source', program, duties.url, duties.time.toISOString()];
    const child = spawn(process.execPath, args, {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, NODE_OPTIONS: '' },
    });
    const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
    expect(line).toBe(id);
    const runner = await duties.runner({ touch });
    expect(await runner.runDue()).toBe(0); // it has an owner
    child.kill('SIGKILL');
    await once(child, 'exit');
    await until('the lock to be free', async () => (await runner.runDue()) === 1);
    expect([await duties.touched(id!), await duties.rows()]).toEqual([1, []]);
  });

  it('that fails leaves nothing half done, waits longer each time, and is set aside in the end', async () => {
    const [id] = await duties.given(1);
    const runner = await duties.runner({ touch: failing }, { firstDelayMs: 1_000, mostAttempts: 3 });
    for (const [attempts, delay] of [
      [1, 1_000],
      [2, 2_000],
    ] as const) {
      expect(await runner.runDue()).toBe(0);
      expect(await duties.rows()).toMatchObject([{ attempts, next_attempt_at: later(delay), set_aside_at: null }]);
      duties.time = later(delay - 1);
      await runner.runDue();
      expect(await duties.rows()).toMatchObject([{ attempts }]);
      duties.time = later(1);
    }
    await runner.runDue();
    expect(await duties.rows()).toMatchObject([{ attempts: 3, last_error: 'Error: cannot be done' }]);
    expect(await duties.touched(id!)).toBe(0);
    duties.time = later(86_400_000);
    expect(await runner.runDue()).toBe(0);
    const reading = await readDueWork(duties.database, duties.time, ['touch']);
    expect(reading).toEqual({ overdue: 0, oldestSeconds: 0, setAside: 1, unknown: 0 });
    expect(duties.said.at(-1)).toMatch(/^touch of .* is set aside after 3 attempts: Error: cannot be done$/);
  });

  it('that is set aside is found, and done when an operator wants it tried again', async () => {
    const [id] = await duties.given(1);
    await (await duties.runner({ touch: failing }, { mostAttempts: 1 })).runDue();
    await duties.given(1, { dueAt: later(1_000) });
    const { items } = await listDueWork(duties.database, { setAside: true, limit: 5 });
    expect(items).toMatchObject([{ subjectId: id, lastError: 'Error: cannot be done', attempts: 1 }]);
    const work = { kind: 'touch', subjectId: id!, now: duties.time };
    await duties.inTransaction(async (tx) => {
      expect(await retryDueWork(tx, work)).toEqual({ lastError: 'Error: cannot be done' });
      expect(await retryDueWork(tx, { ...work, kind: 'other' })).toBeUndefined();
    });
    expect(await (await duties.runner({ touch })).runDue()).toBe(1);
    expect(await duties.touched(id!)).toBe(1);
  });

  it('waits for what is unavailable without counting that as a failure', async () => {
    await duties.given(1);
    const away = () => Promise.reject(new DatabaseUnavailable(new Error('away')));
    await (await duties.runner({ touch: away }, { mostAttempts: 1, unavailableMs: 500 })).runDue();
    expect(await duties.rows()).toMatchObject([{ attempts: 0, set_aside_at: null, next_attempt_at: later(500) }]);
  });

  it('that calls for itself again stays, and catches up', async () => {
    const [id] = await duties.given(1);
    const runner = await duties.runner({
      touch: async (work, tx, now) => {
        await touch(work, tx, now);
        scheduleDueWork(tx, { ...work, dueAt: new Date(work.dueAt.getTime() + 1_000) });
      },
    });
    duties.time = later(2_500);
    expect(await runner.runDue()).toBe(3);
    expect([await duties.touched(id!), (await duties.rows()).length]).toEqual([3, 1]);
  });

  it('that always calls for itself at the same moment does not keep a run from ending', async () => {
    await duties.given(1);
    const runner = await duties.runner({ touch: (work, tx) => Promise.resolve(scheduleDueWork(tx, work)) });
    expect([await runner.runDue(), await runner.runDue()]).toEqual([1, 1]);
  });

  it('of an unknown kind is left to a build that knows it, and counted', async () => {
    await duties.given(1, { kind: 'from-the-future', dueAt: later(-5_000) });
    expect(await (await duties.runner({ touch })).runDue()).toBe(0);
    expect(await duties.rows()).toMatchObject([{ attempts: 0 }]);
    const reading = await readDueWork(duties.database, duties.time, ['touch']);
    expect(reading).toEqual({ overdue: 1, oldestSeconds: 5, setAside: 0, unknown: 1 });
  });

  it('is listed page by page, each piece once', async () => {
    const ids = await duties.given(5);
    const seen: string[] = [];
    for (let after: string | undefined | null; after !== null;) {
      const page = await listDueWork(duties.database, { after, limit: 2 });
      seen.push(...page.items.map(({ subjectId }) => subjectId));
      after = page.next;
    }
    expect(seen).toEqual(ids.sort());
  });
});

describe('scheduling while the work is in hand', () => {
  it('is not lost', async () => {
    const [id] = (await duties.given(1)) as [string];
    const runner = await duties.runner({
      touch: async (...all) => {
        await touch(...all);
        // From another connection, as a request does it: it does not wait for the handler.
        await duties.inTransaction((tx) => scheduleDueWork(tx, { kind: 'touch', subjectId: id, dueAt: later(9_000) }));
      },
    });
    expect(await runner.runDue()).toBe(1);
    expect(await duties.rows()).toMatchObject([{ subject_id: id, due_at: later(9_000), attempts: 0 }]);
  });

  it('never waits for a handler that waits for the same subject', async () => {
    const [id] = (await duties.given(1)) as [string];
    const runner = await duties.runner({ touch });
    let running: Promise<number> | undefined;
    await duties.inTransaction(async (tx) => {
      await touch({ kind: 'touch', subjectId: id, dueAt: duties.time, attempts: 0 }, tx, duties.time);
      running = runner.runDue();
      await until('the handler to wait for the subject', async () => (await waitingForLocks()) === 1);
      scheduleDueWork(tx, { kind: 'touch', subjectId: id, dueAt: later(9_000) });
    });
    expect(await running).toBe(1);
    expect([await duties.touched(id), duties.said]).toEqual([2, []]);
    expect(await duties.rows()).toMatchObject([{ due_at: later(9_000) }]);
  });

  async function waitingForLocks(): Promise<number> {
    const text = `SELECT count(*)::int AS n FROM pg_stat_activity
                   WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    return (await duties.database.query<{ n: number }>({ name: '', text }))[0]!.n;
  }
});

describe('a runner in the background', () => {
  it('does what others have scheduled when it looks, and what comes due while it sleeps', async () => {
    const runner = await duties.runner({ touch }, { pollMs: 200 });
    runner.start();
    try {
      const [now, soon] = (await Promise.all([duties.given(1), duties.given(1, { dueAt: later(500) })])).flat();
      await until('the first to be done', async () => (await duties.touched(now!)) === 1);
      expect(await duties.touched(soon!)).toBe(0);
      duties.time = later(500);
      await until('the second to be done', async () => (await duties.touched(soon!)) === 1);
    } finally {
      await runner.stop();
    }
  });

  it('is woken by a commit of its own process, long before it would look', async () => {
    let scheduled: string | undefined;
    const runner = await duties.runner(
      {
        touch: async (work, tx, now) => {
          await touch(work, tx, now);
          if (scheduled) return;
          scheduled = (await duties.given(1))[0]; // seen by no timer: the next look is an hour away
          scheduleDueWork(tx, { kind: 'touch', subjectId: work.subjectId, dueAt: now });
        },
      },
      { pollMs: 3_600_000 },
    );
    const [id] = await duties.given(1);
    runner.start();
    await until('the commit to wake it', async () => (await duties.touched(id!)) === 2, { deadlineMs: 5_000 });
    await runner.stop();
  });

  it('ends with the piece in hand, and begins no other', async () => {
    const ids = await duties.given(2);
    let begun = 0;
    let letEnd: () => void = () => undefined;
    // Made before anybody waits for it: whoever lets it end may be faster than the handler.
    const end = new Promise<void>((resolve) => (letEnd = resolve));
    const runner = await duties.runner({
      touch: async (...all) => {
        begun += 1;
        await touch(...all);
        await end;
      },
    });
    runner.start();
    await until('the first to begin', () => begun === 1);
    const stopped = runner.stop();
    letEnd();
    await stopped;
    expect(begun).toBe(1);
    const touched = await Promise.all(ids.map((id) => duties.touched(id)));
    expect([touched.sort(), (await duties.rows()).length]).toEqual([[0, 1], 1]);
  });
});
