import pg from 'pg';
import { step } from '../../local/say.js';
import { type Contender, startService } from '../contenders.js';
import { growthFigure, type Measured, type Pair, rateFigure } from '../figures.js';
import type { BenchArguments } from '../options.js';
import type { Rig } from '../rig.js';
import { quiet, round } from '../rounds.js';
import type { Scenario } from '../scenarios.js';
import { fillTo } from '../search/filling.js';
import { insertBare, mark, takeOut } from './bare-inserts.js';
import { listOf } from './list.js';
import { Uploads } from './uploads.js';

/** Of the rows per second of bare inserts; of the reads per second that there are without an import. */
const targets = { rows: 0.5, reads: 0.7 };
/** How many times the memory of a short list a long one may take and still count as flat. */
const flat = 1.25;
const quick = { IMPORT_ROWS_PER_SECOND: '100000' };
/** A list of 100,000 rows is larger than what is taken unless somebody configures more. */
const large = { IMPORT_FILE_LIMIT_BYTES: String(200 * 1_024 * 1_024) };

/** Importing into a full catalogue: beside bare inserts of the same rows, its memory, and what readers notice. */
export async function measureImport(rig: Rig, options: BenchArguments): Promise<Measured[]> {
  const [courses = 0] = options.courses;
  const lists = new Lists();
  await step(`Generating ${courses} courses`, (note) => fillTo(rig, courses, note));
  return [
    await measureRate(rig, options, lists),
    await measureReads(rig, options, lists),
    await measureMemory(rig, options, lists),
  ];
}

/** Lists of which no two have a course in common. */
class Lists {
  private made = 0;

  next(rows: number): string {
    const list = listOf(this.made, rows);
    this.made += rows;
    return list;
  }
}

async function measureRate(rig: Rig, { pairs, rows, profile }: BenchArguments, lists: Lists): Promise<Measured> {
  const name = 'rows imported, beside bare inserts';
  const service = await startService(configured(rig, quick), 'import', profile);
  const measured = await withClient(rig, (client) =>
    step(name, async (note) => {
      const uploads = await Uploads.to(service.url, rig.token, 'Rates');
      note('warming up');
      const warm = lists.next(rows.warm);
      await uploads.finish(await uploads.begin(warm), rows.warm);
      const done: Pair[] = [];
      while (done.length < pairs) {
        const list = lists.next(rows.each);
        await quiet(rig.adminUrl);
        const since = await mark(client);
        const began = performance.now();
        await uploads.finish(await uploads.begin(list), rows.each);
        const seconds = (performance.now() - began) / 1_000;
        const written = await takeOut(client, since);
        await quiet(rig.adminUrl);
        const bare = await insertBare(client, written);
        done.push({ service: rows.each / seconds, bare: rows.each / bare });
        const { service: ours, bare: theirs } = done.at(-1)!;
        note(`pair ${done.length} of ${pairs}: ${Math.round(ours)} and ${Math.round(theirs)} rows/s`);
      }
      return rateFigure(name, done, targets.rows, 'rows/s');
    }),
  );
  await service.stop();
  return measured;
}

/** With the rate that imports have unless somebody configures another one. */
async function measureReads(rig: Rig, options: BenchArguments, lists: Lists): Promise<Measured> {
  const { pairs, rows, seconds, warmUpSeconds } = options;
  const name = 'reads during an import, beside reads without one';
  const service = await startService(rig, 'import-reads', options.profile);
  const scenario = await readingOf(rig, name);
  const measured = await step(name, async (note) => {
    const uploads = await Uploads.to(service.url, rig.token, 'Reads');
    note('warming up');
    await round(scenario, service, warmUpSeconds);
    const done: Pair[] = [];
    while (done.length < pairs) {
      await quiet(rig.adminUrl);
      const without = await round(scenario, service, seconds);
      await quiet(rig.adminUrl);
      const running = await uploads.begin(lists.next(rows.during));
      const during = await round(scenario, service, seconds);
      await uploads.finish(running, rows.during);
      done.push({ service: during.perSecond, bare: without.perSecond });
      note(
        `pair ${done.length} of ${pairs}: ${Math.round(during.perSecond)} and ${Math.round(without.perSecond)} requests/s`,
      );
    }
    return rateFigure(name, done, targets.reads);
  });
  await service.stop();
  return measured;
}

async function measureMemory(rig: Rig, { rows, profile }: BenchArguments, lists: Lists): Promise<Measured> {
  const name = `peak memory, a list of ${rows.long} rows beside one of ${rows.short}`;
  const peakOf = async (count: number, note: (text: string) => void): Promise<number> => {
    note(`${count} rows`);
    const service: Contender = await startService(configured(rig, { ...quick, ...large }), `import-${count}`, profile);
    const uploads = await Uploads.to(service.url, rig.token, `Memory ${count}`);
    await uploads.finish(await uploads.begin(lists.next(count)), count);
    const peak = service.peakMemory();
    await service.stop();
    return peak;
  };
  return step(name, async (note) =>
    growthFigure(name, await peakOf(rows.long, note), await peakOf(rows.short, note), flat),
  );
}

const configured = (rig: Rig, env: NodeJS.ProcessEnv): Rig => ({ ...rig, env: { ...rig.env, ...env } });

async function readingOf(rig: Rig, name: string): Promise<Scenario> {
  const { rows } = await withClient(rig, (client) =>
    client.query<{ id: string }>(`SELECT id FROM course WHERE code LIKE 'MADE-%' ORDER BY md5(code) LIMIT 2000`),
  );
  const asks = rows.map(({ id }) => ({ path: `/courses/${id}` }));
  return { name, target: targets.reads, method: 'GET', asks, headers: { 'accept-language': 'fr' } };
}

/** As the superuser. */
async function withClient<Result>(rig: Rig, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: rig.adminUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
