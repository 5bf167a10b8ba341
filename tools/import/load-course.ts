import { type CatalogueClient, type Problem, Refusal } from './catalogue-client.js';
import type { Fate, Outcome } from './account.js';
import { differences } from './differences.js';
import { columnAt, type Mapping } from './mapping.js';
import type { MappedRow, RowFault } from './map-row.js';
import type { ProviderRegister } from './provider-register.js';

/** How a list is to be loaded. */
export interface LoadOptions {
  readonly mapping: Mapping;
  /** The unit that will own new courses. */
  readonly unit: string;
  readonly publish: boolean;
  /** Enters courses that look like another one as courses of their own. */
  readonly acceptSimilar?: boolean;
  /** Says what would happen and writes nothing. */
  readonly dryRun: boolean;
}

/** A course as the catalogue shows it to its editors, every language included. */
interface Course extends Record<string, unknown> {
  readonly id: string;
  readonly state: string;
}

interface Found {
  readonly course: Course;
  readonly etag: string;
}

/** Brings one row into the catalogue and says what became of it. A refusal concerns this row alone. */
export async function loadCourse(
  client: CatalogueClient,
  providers: ProviderRegister,
  row: MappedRow,
  options: LoadOptions,
): Promise<Fate> {
  const { number, code } = row;
  const rejected = (faults: readonly RowFault[]): Fate => ({
    row: number,
    code,
    outcome: 'rejected',
    published: false,
    faults,
  });
  if (row.faults.length > 0) return rejected(row.faults);
  try {
    const wanted = await wantedCourse(providers, row);
    const present = await find(client, code);
    const { outcome, changed, now } = await write(client, present, wanted, row, options);
    const draft = options.dryRun
      ? outcome === 'created' || present?.course.state === 'draft'
      : now?.course.state === 'draft';
    const publish = options.publish && draft;
    if (publish && now && !options.dryRun) {
      const path = `/courses/${now.course.id}/publication`;
      const publication = unlessSimilar(options, (declared) => client.change('POST', path, declared, now.etag));
      await publication.catch((error: unknown) => {
        throw error instanceof Refusal ? new PublicationRefused(outcome, error.problem) : error;
      });
    }
    return { row: number, code, outcome, published: publish, ...(changed ? { changed } : {}) };
  } catch (error) {
    if (error instanceof PublicationRefused) return rejected(publicationFaults(error, options.mapping));
    if (error instanceof Refusal) return rejected(faultsOf(error.problem, options.mapping));
    throw error;
  }
}

async function write(
  client: CatalogueClient,
  present: Found | undefined,
  wanted: Record<string, unknown>,
  { code }: MappedRow,
  options: LoadOptions,
): Promise<{ outcome: Outcome; changed?: string[]; now?: Found }> {
  const { unit, dryRun } = options;
  if (!present) {
    if (dryRun) return { outcome: 'created' };
    const course = { code, owningUnit: unit, ...wanted };
    const { body, etag } = await unlessSimilar(options, (declared) =>
      client.create<Course>('/courses', { ...course, ...declared }),
    );
    return { outcome: 'created', now: { course: body, etag: required(etag) } };
  }
  const changes = differences(present.course, wanted);
  const changed = Object.keys(changes);
  if (changed.length === 0) return { outcome: 'unchanged', now: present };
  if (dryRun) return { outcome: 'updated', changed };
  const { body, etag } = await unlessSimilar(options, (declared) =>
    client.change<Course>('PATCH', `/courses/${present.course.id}`, { ...changes, ...declared }, present.etag),
  );
  return { outcome: 'updated', changed, now: { course: body, etag: required(etag) } };
}

/** Sends it again when the catalogue asks whether it is the same course as another and the loader has said that none is. */
async function unlessSimilar<Answer>(
  { acceptSimilar = false }: LoadOptions,
  send: (declared: { distinctFrom?: string[] }) => Promise<Answer>,
): Promise<Answer> {
  const distinctFrom: string[] = [];
  for (;;) {
    try {
      return await send(distinctFrom.length > 0 ? { distinctFrom } : {});
    } catch (error) {
      const candidates = error instanceof Refusal ? (error.problem.candidates ?? []) : [];
      if (!acceptSimilar || candidates.length === 0) throw error;
      distinctFrom.push(...candidates.map(({ id }) => id));
    }
  }
}

const looksLikeAnother = 'course-looks-like-another';

async function wantedCourse(providers: ProviderRegister, row: MappedRow): Promise<Record<string, unknown>> {
  const ids: string[] = [];
  for (const named of row.providers) {
    const id = await providers.idOf(named);
    // A provider that a dry run may not register is new, so the course cannot name it yet.
    ids.push(id ?? `(new) ${named.name}`);
  }
  return ids.length === 0 ? { ...row.course } : { ...row.course, providerIds: [...new Set(ids)] };
}

async function find(client: CatalogueClient, code: string): Promise<Found | undefined> {
  for await (const { id } of client.list<Course>(
    `/courses?code=${encodeURIComponent(code)}&state=draft,published,retired`,
  )) {
    const { body, etag } = await client.get<Course>(`/courses/${id}?lang=*`);
    return { course: body, etag: required(etag) };
  }
  return undefined;
}

/** The row was written as a draft, and the catalogue does not let it become public yet. */
class PublicationRefused extends Error {
  constructor(
    readonly outcome: Outcome,
    readonly problem: Problem,
  ) {
    super('publication refused');
  }
}

function publicationFaults({ outcome, problem }: PublicationRefused, mapping: Mapping): RowFault[] {
  const kept = outcome === 'unchanged' ? 'it stays a draft' : `it was ${outcome} as a draft`;
  return faultsOf(problem, mapping).map((fault) => ({
    ...fault,
    reason: `cannot be published (${kept}): ${fault.reason}`,
  }));
}

function faultsOf(problem: Problem, mapping: Mapping): RowFault[] {
  const errors = problem.errors?.length
    ? problem.errors
    : [{ pointer: '', detail: problem.detail ?? `status ${problem.status}` }];
  return errors.map(({ pointer, detail }) => ({
    field: columnAt(mapping, pointer) ?? (pointer === '' ? (problem.code ?? 'course') : pointer),
    reason: detail.replace(/\.$/, ''),
    advice: adviceFor(problem),
  }));
}

function adviceFor({ status, code }: Problem): string {
  if (code === looksLikeAnother) return 'leave the row out if it is the same course, or else add --accept-similar';
  if (status === 403) return 'load it with a token of the unit that owns the course';
  if (status === 409) return 'look at the course in the catalogue';
  if (status === 412) return 'somebody changed it at the same moment: load the list again';
  return 'mend the cell and load the list again';
}

function required(etag: string | undefined): string {
  if (etag === undefined) throw new Error('The catalogue sent a course without an ETag.');
  return etag;
}
