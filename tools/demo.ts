// Plays the main jobs of the services that run and checks what a downstream reader sees of them: npm run demo
// With a list of your own: npm run demo -- FILE --mapping NAME. May be run as often as one likes.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Reader } from './demo/reader.js';
import { showEvidence } from './demo/roadmap-evidence.js';
import { showReport } from './demo/roadmap-report.js';
import { RoadmapTour } from './demo/roadmap-tour.js';
import { Stage } from './demo/stage.js';
import { Tour } from './demo/tour.js';
import { tourSearches, writeTourList } from './demo/tour-list.js';
import { brokersFrom } from './events/brokers.js';
import { ServiceClient } from './local/service-client.js';
import { catalogueAddress, connect, connectHere, mappingIn, roadmapAddress } from './import/options.js';
import { Halt, program } from './local/say.js';
import type { Speaking } from './seed/roadmap/load-roadmap.js';

const unit = 'BDT';

void program(async () => {
  const { file, mapping, url, 'roadmap-url': roadmapUrl, token, brokers } = readArguments(process.argv.slice(2));
  await requireRunning(url);
  const client = await connect({ url, unit, token });
  const folder = mkdtempSync(join(tmpdir(), 'capdev-demo-'));
  const own = join(folder, 'tour.csv');
  const now = new Date().toISOString();
  const run = Date.parse(now).toString(36).toUpperCase();
  writeTourList(own, now);
  const reader = await Reader.start(brokersFrom(brokers));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      rmSync(folder, { recursive: true, force: true });
      void reader.stop().finally(() => process.exit(130));
    });
  }
  const stage = new Stage(reader, (line) => process.stdout.write(`${line}\n`));
  const tour = new Tour(client, stage);
  try {
    const list = file === undefined ? { file: own, mapping: 'demo-list' } : { file, mapping: mappingIn(mapping) };
    const course = await tour.load({ ...list, unit, encoding: 'utf-8' });
    if (course) {
      const visitor = new ServiceClient(url, undefined);
      await tour.readBack(visitor, course);
      const { original, text } = course.title;
      const byTitle = { language: original, question: text[original]!, code: course.code };
      await tour.search(visitor, file === undefined ? tourSearches : [byTitle]);
      await tour.retire(unit, run, course);
    }
    if (await isReady(roadmapUrl)) await showRoadmap(stage, client, roadmapUrl, run);
    else stage.print(`\nNo roadmap answers at ${roadmapUrl}, so its part is left out: "npm start" starts both.`);
    stage.close();
  } finally {
    await reader.stop();
    rmSync(folder, { recursive: true, force: true });
  }
  return stage.failures > 0 ? 1 : 0;
});

/** What follows from a recommendation, from the study of 2021 to a report that stays as it was read. */
async function showRoadmap(stage: Stage, catalogue: ServiceClient, url: string, run: string): Promise<void> {
  const as: Speaking = (subject, unit, role) => connectHere({ url, unit, subject, roles: [role], what: 'roadmap' });
  const tour = await RoadmapTour.begin(stage, as);
  await tour.load();
  await tour.recommendations();
  await tour.coDesign();
  await tour.taskForce();
  const late = await tour.plan();
  if (late) await tour.slip(late);
  const baselineId = await tour.baseline(run);
  await tour.overspend();
  await showEvidence(stage, catalogue, { as, run });
  await showReport(stage, new ServiceClient(url, undefined, 'roadmap'), { as, run, baselineId });
}

async function isReady(url: string): Promise<boolean> {
  return (await fetch(new URL('/health/ready', url)).catch(() => undefined))?.ok === true;
}

async function requireRunning(url: string): Promise<void> {
  const answer = await fetch(new URL('/health/ready', url)).catch(() => undefined);
  if (!answer)
    throw new Halt(
      `No catalogue answers at ${url}: start the system with "npm start", then run the demonstration beside it.`,
    );
  if (!answer.ok)
    throw new Halt(`The catalogue at ${url} is not ready (${answer.status}): wait until "npm start" says so.`);
}

function readArguments(args: string[]) {
  const usage =
    'npm run demo [-- FILE --mapping NAME] [--url ADDRESS] [--roadmap-url ADDRESS] [--token TOKEN] [--brokers host:port]';
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        mapping: { type: 'string' },
        url: { type: 'string', default: process.env.CAPDEV_URL ?? catalogueAddress },
        'roadmap-url': { type: 'string', default: process.env.CAPDEV_ROADMAP_URL ?? roadmapAddress },
        token: { type: 'string' },
        brokers: { type: 'string' },
      },
    });
    if (positionals.length > 1) throw new Error('One list at a time.');
    return { ...values, file: positionals[0] };
  } catch (error) {
    throw new Halt(`${(error as Error).message.replace(/\.$/, '')}: ${usage}`);
  }
}
