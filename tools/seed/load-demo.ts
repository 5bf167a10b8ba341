import { join } from 'node:path';
import { type Tally } from '../import/account.js';
import type { ServiceClient } from '../local/service-client.js';
import { runImport } from '../import/run-import.js';
import { root } from '../local/paths.js';
import { type DemoOffering, demoOfferings } from './demo-offerings.js';
import { type DemoProvider, demoProviders } from './demo-providers.js';

/** The demonstration's list of courses; also a pattern for a list of one's own. */
export const demoCoursesFile = join(root, 'tools', 'seed', 'demo-courses.csv');

/** What is in the catalogue of the demonstration, and how much of it was new. */
export interface Loaded {
  readonly courses: Tally;
  readonly newProviders: number;
  readonly newOfferings: number;
}

/** Loads the demonstration through the API. What is there already stays as it is. */
export async function loadDemo(client: ServiceClient, unit: string, print: (line: string) => void): Promise<Loaded> {
  const organisers = new Map<string, string>();
  let newProviders = 0;
  for (const provider of demoProviders) {
    const { id, isNew } = await ensureProvider(client, provider);
    organisers.set(provider.name.text[provider.name.original]!, id);
    if (isNew) newProviders += 1;
  }
  const courses = await runImport(client, {
    mapping: 'demo-list',
    file: demoCoursesFile,
    encoding: 'utf-8',
    unit,
    publish: true,
    acceptSimilar: true,
    dryRun: false,
    print,
  });
  let newOfferings = 0;
  for (const offering of demoOfferings) if (await ensureOffering(client, offering, organisers)) newOfferings += 1;
  return { courses, newProviders, newOfferings };
}

async function ensureProvider(client: ServiceClient, provider: DemoProvider): Promise<{ id: string; isNew: boolean }> {
  const name = provider.name.text[provider.name.original]!;
  const path = `/providers?limit=1&kind=${provider.kind}&name=${encodeURIComponent(name)}`;
  for await (const { id } of client.list<{ id: string }>(path)) return { id, isNew: false };
  const { body } = await client.create<{ id: string }>('/providers', provider);
  return { id: body.id, isNew: true };
}

/** A course of the demonstration that has an offering is left alone, whatever became of it. */
async function ensureOffering(
  client: ServiceClient,
  { course: code, organiser, languages, place, registration, dates, seats, fee, open }: DemoOffering,
  organisers: ReadonlyMap<string, string>,
): Promise<boolean> {
  for await (const course of client.list<{ id: string; state: string }>(`/courses?code=${code}`)) {
    for await (const _ of client.list(`/offerings?courseId=${course.id}&limit=1`)) return false;
    if (course.state !== 'published') return false;
    const { body, etag } = await client.create<{ id: string }>('/offerings', {
      courseId: course.id,
      organiserIds: [organisers.get(organiser)!],
      languages,
      place,
      ...(registration
        ? { registrationOpensOn: day(registration[0]), registrationClosesOn: day(registration[1]) }
        : {}),
      ...(dates ? { startsOn: day(dates[0]), endsOn: day(dates[1]) } : {}),
      ...(seats === undefined ? {} : { seats }),
      ...(fee ? { fee } : {}),
    });
    if (open) await client.change('POST', `/offerings/${body.id}/opening`, {}, etag!);
    return true;
  }
  return false;
}

function day(fromToday: number): string {
  return new Date(Date.now() + fromToday * 24 * 3_600_000).toISOString().slice(0, 10);
}
