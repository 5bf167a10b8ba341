// Plays the main job against the running system and checks what a downstream reader sees of it: npm run demo
// With a list of your own: npm run demo -- FILE --mapping NAME. May be run as often as one likes.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Reader } from './demo/reader.js';
import { Tour } from './demo/tour.js';
import { tourSearches, writeTourList } from './demo/tour-list.js';
import { brokersFrom } from './events/brokers.js';
import { ServiceClient } from './local/service-client.js';
import { catalogueAddress, connect, mappingIn } from './import/options.js';
import { Halt, program } from './local/say.js';

const unit = 'BDT';

void program(async () => {
  const { file, mapping, url, token, brokers } = readArguments(process.argv.slice(2));
  await requireRunning(url);
  const client = await connect({ url, unit, token });
  const folder = mkdtempSync(join(tmpdir(), 'capdev-demo-'));
  const own = join(folder, 'tour.csv');
  const now = new Date().toISOString();
  writeTourList(own, now);
  const reader = await Reader.start(brokersFrom(brokers));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      rmSync(folder, { recursive: true, force: true });
      void reader.stop().finally(() => process.exit(130));
    });
  }
  const tour = new Tour(client, reader, (line) => process.stdout.write(`${line}\n`));
  try {
    const list = file === undefined ? { file: own, mapping: 'demo-list' } : { file, mapping: mappingIn(mapping) };
    const course = await tour.load({ ...list, unit, encoding: 'utf-8' });
    if (course) {
      const visitor = new ServiceClient(url, undefined);
      await tour.readBack(visitor, course);
      const { original, text } = course.title;
      const byTitle = { language: original, question: text[original]!, code: course.code };
      await tour.search(visitor, file === undefined ? tourSearches : [byTitle]);
      await tour.retire(unit, Date.parse(now).toString(36).toUpperCase(), course);
    }
    tour.close();
  } finally {
    await reader.stop();
    rmSync(folder, { recursive: true, force: true });
  }
  return tour.failures > 0 ? 1 : 0;
});

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
  const usage = 'npm run demo [-- FILE --mapping NAME] [--url ADDRESS] [--token TOKEN] [--brokers host:port]';
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        mapping: { type: 'string' },
        url: { type: 'string', default: process.env.CAPDEV_URL ?? catalogueAddress },
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
