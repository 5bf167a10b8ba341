import { openAsBlob, existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { Halt } from '../local/say.js';
import { type Fate, linesOf, type Tally, tallyOf } from './account.js';
import { type ServiceClient, Refusal } from '../local/service-client.js';

/** One loading of one file through the imports of the catalogue. */
export interface ImportOptions {
  readonly file: string;
  /** The name of one of the catalogue's mappings. */
  readonly mapping: string;
  readonly encoding: 'utf-8' | 'latin1';
  /** The unit whose list it is. */
  readonly unit: string;
  readonly publish: boolean;
  /** Says of courses that look like others that they are others. */
  readonly acceptSimilar: boolean;
  /** Says what would happen and writes nothing. */
  readonly dryRun: boolean;
  /** Where to keep the account as a CSV. */
  readonly accountFile?: string | undefined;
  /** One line per row, when the caller wants them. */
  readonly print: (line: string) => void;
  /** Each row's fate, for a program that goes on from there. */
  readonly onFate?: (fate: Fate) => void;
  /** How far it is, now and then. */
  readonly progress?: (done: number, of: number) => void;
}

interface Import {
  readonly id: string;
  readonly state: string;
  readonly task: string | null;
  readonly rowsTotal: number | null;
  readonly rowsDone: number;
}

const everyMs = 200;

/**
 * Loads a list: the catalogue reads the whole file before it writes anything, then goes through it by itself; this program
 * only watches. Interrupted, it leaves the import running; run again, it watches on.
 *
 * @throws Halt with one sentence when the file cannot be read as a whole or the catalogue is away
 */
export async function runImport(client: ServiceClient, options: ImportOptions): Promise<Tally> {
  if (!existsSync(options.file)) throw new Halt(`There is no file ${options.file}.`);
  const begun = await begin(client, options);
  const { id } = await watch(client, begun, options);
  if (options.acceptSimilar && !options.dryRun) await acceptSimilar(client, id, options);
  const fates: Fate[] = [];
  for await (const fate of client.list<Fate>(`/imports/${id}/rows?limit=100`)) {
    fates.push(fate);
    options.onFate?.(fate);
    for (const line of linesOf(fate)) options.print(line);
  }
  if (options.accountFile !== undefined) {
    await writeFile(options.accountFile, await client.text(`/imports/${id}/account.csv`));
  }
  return tallyOf(fates);
}

async function begin(client: ServiceClient, options: ImportOptions): Promise<Import> {
  const sourceId = await sourceOf(client, options);
  const { publish, dryRun, encoding } = options;
  const made = await clearly(async () => {
    for await (const earlier of client.list<Import>(`/imports?sourceId=${sourceId}`)) {
      if (earlier.state === 'running') return earlier;
      if (['received', 'checked'].includes(earlier.state)) await client.act(`/imports/${earlier.id}/stop`);
    }
    const { body } = await client.create<Import>('/imports', { sourceId, publish, dryRun, encoding });
    await client.upload(`/imports/${body.id}/file`, await openAsBlob(options.file));
    return (await client.act<Import>(`/imports/${body.id}/start`)).body;
  });
  return made;
}

/** Lists of one mapping and unit are one source: what it has loaded before it knows again. */
async function sourceOf(client: ServiceClient, { mapping, unit }: ImportOptions): Promise<string> {
  const name = `${mapping} lists of ${unit}`;
  for await (const source of client.list<{ id: string; name: string }>('/import-sources?limit=100')) {
    if (source.name === name) return source.id;
  }
  const body = { name, owningUnit: unit, mapping, mode: 'overwrite' };
  return clearly(async () => (await client.create<{ id: string }>('/import-sources', body)).body.id);
}

async function watch(client: ServiceClient, begun: Import, options: ImportOptions): Promise<Import> {
  for (;;) {
    const { body } = await client.get<Import>(`/imports/${begun.id}`);
    options.progress?.(body.rowsDone, body.rowsTotal ?? 0);
    if (body.task === null && body.state !== 'running') return body;
    await pause(everyMs);
  }
}

async function acceptSimilar(client: ServiceClient, id: string, options: ImportOptions): Promise<void> {
  for await (const { row } of client.list<Fate>(`/imports/${id}/rows?limit=100&outcome=held&undecided=true`)) {
    await client.act(`/imports/${id}/rows/${row}/decision`, { decision: 'distinct' });
  }
  await watch(client, { id } as Import, options);
}

/** What the catalogue refuses as a whole, in its own words. */
async function clearly<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { detail, errors = [] } = error.problem;
    throw new Halt([detail ?? error.message, ...errors.map((fault) => fault.detail)].join(' '));
  }
}
