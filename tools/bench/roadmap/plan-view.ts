import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { step } from '../../local/say.js';
import { startBoth, startService } from '../contenders.js';
import { type Measured, rateFigure } from '../figures.js';
import type { BenchArguments } from '../options.js';
import { measureInPairs } from '../pairs.js';
import type { Rig } from '../rig.js';
import { requireSameAnswers } from '../same-answers.js';
import type { Scenario } from '../scenarios.js';
import { fillPlan } from './made-plan.js';

/**
 * The plan of 2,000 items with a baseline, as often as a bare server sends the same body; and that nothing is sent to whoever
 * has it already, until something changes.
 */
export async function measurePlanView(rig: Rig, options: BenchArguments): Promise<Measured[]> {
  const folder = mkdtempSync(join(tmpdir(), 'capdev-bench-plan-'));
  const BODY_FILE = join(folder, 'plan.json');
  const headers = { authorization: `Bearer ${rig.token}`, 'accept-language': 'en' };
  const items = await step('A plan to look at', () => fillPlan(rig.adminUrl));
  try {
    const alone = await startService(rig, 'plan-body');
    const path = await step('Its baseline, and what is sent of it', async () => {
      const path = `/plan?baseline=${await takeBaseline(alone.url, headers)}`;
      const answer = await fetch(`${alone.url}${path}`, { headers });
      const body = await answer.text();
      const shown = (JSON.parse(body) as { items: unknown[] }).items.length;
      if (!answer.ok || shown !== items) throw new Error(`${path} answers ${answer.status} with ${shown} items.`);
      writeFileSync(BODY_FILE, body);
      return path;
    });
    await alone.stop();
    const scenario: Scenario = {
      ...{ name: `plan of ${items} items with a baseline`, target: 0.8, method: 'GET', asks: [{ path }], headers },
    };
    const match = { key: 'plan', opponent: 'roadmap/bare-body.mjs', probe: '/' };
    const contenders = await startBoth({ ...rig, bareEnv: { ...rig.bareEnv, BODY_FILE } }, match, options.profile);
    const { perSecond } = await step(scenario.name, async (note) => {
      note('comparing answers');
      await requireSameAnswers(scenario, contenders);
      return measureInPairs(rig.adminUrl, scenario, contenders, options, note);
    });
    await step('Nothing is sent twice, until something changes', () =>
      requireNothingTwice(contenders.service.url, path, headers),
    );
    await Promise.all(Object.values(contenders).map((contender) => contender.stop()));
    return [rateFigure(scenario.name, perSecond, scenario.target)];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

type Headers = Readonly<Record<string, string>>;

async function takeBaseline(url: string, headers: Headers): Promise<string> {
  const body = JSON.stringify({ name: 'Measured' });
  const asJson = { ...headers, 'content-type': 'application/json' };
  const answer = await fetch(`${url}/baselines`, { method: 'POST', headers: asJson, body });
  if (answer.status !== 201) throw new Error(`No baseline: ${await answer.text()}`);
  return ((await answer.json()) as { id: string }).id;
}

async function requireNothingTwice(url: string, path: string, headers: Headers): Promise<void> {
  const etag = String((await fetch(`${url}${path}`, { headers })).headers.get('etag'));
  const having = { ...headers, 'if-none-match': etag };
  const again = await fetch(`${url}${path}`, { headers: having });
  const sent = await again.text();
  if (again.status !== 304 || sent !== '') throw new Error(`${again.status} instead of 304 for a plan that is known.`);
  const change = { method: 'POST', headers: { ...headers, 'content-type': 'application/json' } };
  const title = { original: 'en', text: { en: 'One more' } };
  const made = await fetch(`${url}/initiatives`, { ...change, body: JSON.stringify({ code: 'MORE', title }) });
  if (made.status !== 201) throw new Error(`The plan cannot be changed: ${await made.text()}`);
  const changed = await fetch(`${url}${path}`, { headers: having });
  if (changed.status !== 200 || changed.headers.get('etag') === etag) {
    throw new Error(`${changed.status} instead of 200 with another ETag for a plan that has changed.`);
  }
}
