import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import pg from 'pg';
import { pinnedNode, root } from '../local/paths.js';
import { until } from '../local/wait.js';
import type { Contender } from './contenders.js';
import { newRun, type Scenario } from './scenarios.js';

/** As many as a busy afternoon has; both servers have ten database connections. */
const connections = 16;

/** What one round has shown. */
export interface RoundResult {
  /** Successful requests. */
  readonly perSecond: number;
  /** How long all but the slowest hundredth took, in milliseconds. */
  readonly p99: number;
}

interface LoadResult extends RoundResult {
  readonly errors: number;
  readonly timeouts: number;
  readonly non2xx: number;
}

/** One round against one server. A single failed request makes it worthless. */
export async function round(scenario: Scenario, { name, url }: Contender, seconds: number): Promise<RoundResult> {
  const { method, asks, headers, body } = scenario;
  const load = spawn(pinnedNode, [join(root, 'tools', 'bench', 'load.mjs')], { stdio: ['pipe', 'pipe', 'inherit'] });
  load.stdin.end(
    JSON.stringify({
      url,
      seconds,
      connections,
      method,
      asks,
      headers,
      ...(body ? { body: { ...body, run: newRun() } } : {}),
    }),
  );
  const result = JSON.parse(await text(load.stdout)) as LoadResult;
  if (result.errors + result.timeouts + result.non2xx > 0) {
    throw new Error(
      `"${scenario.name}" against the ${name}: ${result.non2xx} refused, ${result.errors} failed, ${result.timeouts} timed out.`,
    );
  }
  return result;
}

/** Lets the database finish what the last round has left behind, so that the next one does not pay for it. */
export async function quiet(adminUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await client.query('CHECKPOINT');
    await until(
      'the database to be quiet',
      async () => {
        const { rows } = await client.query<{ busy: number }>(
          `SELECT count(*)::int AS busy FROM pg_stat_activity
            WHERE pid <> pg_backend_pid()
              AND (state <> 'idle' AND backend_type = 'client backend' OR backend_type = 'autovacuum worker')`,
        );
        return rows[0]?.busy === 0;
      },
      { deadlineMs: 120_000, everyMs: 100 },
    );
  } finally {
    await client.end();
  }
}
