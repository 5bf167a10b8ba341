import type { CatalogueApp, Answer, Sent } from './catalogue-app.js';
import { editor } from './catalogue-app.js';
import { setTimeout as pause } from 'node:timers/promises';

/** A small list: what names the course, its title and a few fields, who gives it. */
export const smallList = {
  name: 'small-list',
  about: 'The list of the tests.',
  format: 'csv',
  key: ['id'],
  code: { prefix: 'SL', readable: 'id' },
  course: {
    title: { as: 'text', original: { language: 'en' }, columns: { en: 'title', fr: 'titre' } },
    summary: { as: 'text', original: { language: 'en' }, columns: { en: 'summary' } },
    workloadHours: { as: 'number', column: 'hours' },
    languages: { as: 'constant', value: ['en'] },
  },
  providers: [{ column: 'giver', kind: 'external', language: 'en' }],
} as const;

/** The same with a run of the course in each row. */
export const listWithRuns = {
  ...smallList,
  name: 'list-with-runs',
  offering: {
    onlyWith: ['from'],
    key: ['id', 'from'],
    fields: {
      startsOn: { as: 'day', column: 'from' },
      endsOn: { as: 'day', column: 'to' },
      'place.kind': { as: 'constant', value: 'online' },
    },
  },
} as const;

export interface Line {
  readonly id: string;
  readonly title?: string;
  readonly titre?: string;
  readonly summary?: string;
  readonly hours?: string;
  readonly giver?: string;
  readonly from?: string;
  readonly to?: string;
}

const columns = ['id', 'title', 'titre', 'summary', 'hours', 'giver', 'from', 'to'] as const;

/** A list as a spreadsheet saves it. */
export function listOf(lines: readonly Line[]): string {
  const cell = (text = ''): string => `"${text.replaceAll('"', '""')}"`;
  return [columns.join(','), ...lines.map((line) => columns.map((column) => cell(line[column])).join(','))].join('\n');
}

/** Courses whose titles nobody takes for each other. */
export const lines = (count: number, about: Partial<Line> = {}, from = 1): Line[] =>
  Array.from({ length: count }, (_, index) => ({
    id: `c-${from + index}`,
    title: `Radio basics ${from + index}`,
    summary: `Part ${from + index}`,
    hours: '8',
    giver: 'Radio Academy',
    ...about,
  }));

export interface Begun {
  readonly sourceId?: string;
  readonly mode?: string;
  readonly mapping?: string;
  readonly dryRun?: boolean;
  readonly publish?: boolean;
  readonly as?: Sent['as'];
}

let sources = 0;

/** Imports as an editor runs them. */
export class Importing {
  constructor(readonly catalogue: CatalogueApp) {}

  async prepare(): Promise<this> {
    for (const mapping of [smallList, listWithRuns]) await this.done(this.catalogue.post('/import-mappings', mapping));
    return this;
  }

  async source(about: object = {}, sent: Sent = {}): Promise<Answer['body']> {
    const name = `Source ${(sources += 1)}`;
    const body = { name, owningUnit: 'BDT', mapping: 'small-list', mode: 'overwrite', ...about };
    return this.done(this.catalogue.post('/import-sources', body, sent));
  }

  /** An import that waits for its file. */
  async begin({ sourceId, mode = 'overwrite', mapping = 'small-list', as, ...about }: Begun = {}): Promise<
    Answer['body']
  > {
    const id = sourceId ?? (await this.source({ mode, mapping })).id;
    return this.done(this.catalogue.post('/imports', { sourceId: id, ...about }, { ...(as && { as }) }));
  }

  async upload(id: string, file: string | Buffer, sent: Sent = {}): Promise<Answer> {
    const { as = editor, headers = {} } = sent;
    const answer = await this.catalogue.app.inject({
      method: 'PUT',
      url: `/imports/${id}/file`,
      headers: {
        ...(as && { authorization: `Bearer ${await this.catalogue.issuer.token(as)}` }),
        'content-type': 'text/csv',
        ...headers,
      },
      payload: file,
    });
    return {
      status: answer.statusCode,
      headers: answer.headers as Answer['headers'],
      body: JSON.parse(answer.body),
      text: answer.body,
    };
  }

  /** An import whose file has come. */
  async received(file: string | readonly Line[], begun: Begun = {}): Promise<Answer['body']> {
    const { id } = await this.begin(begun);
    return this.done(this.upload(id, typeof file === 'string' ? file : listOf(file)));
  }

  async start(id: string): Promise<void> {
    await this.done(this.catalogue.post(`/imports/${id}/start`, {}));
  }

  /** An import from its beginning to its end. */
  async run(file: string | readonly Line[], begun: Begun = {}): Promise<Answer['body']> {
    const { id } = await this.received(file, begun);
    await this.start(id);
    return this.atRest(id);
  }

  /** The import when so many of its rows have been done. */
  async past(id: string, rows: number): Promise<void> {
    await until(`import ${id} to pass row ${rows}`, async () => {
      const { body } = await this.catalogue.get(`/imports/${id}`, { as: editor });
      return body.rowsDone > rows || body.task === null || undefined;
    });
  }

  /** The import when the service has nothing more to do for it. */
  async atRest(id: string): Promise<Answer['body']> {
    return until(`import ${id} to rest`, async () => {
      const { body } = await this.catalogue.get(`/imports/${id}`, { as: editor });
      return body.task === null ? body : undefined;
    });
  }

  async rows(id: string, query = ''): Promise<Answer['body'][]> {
    const rows: Answer['body'][] = [];
    for (let path: string | null = `/imports/${id}/rows?limit=100${query}`; path !== null;) {
      const { body }: Answer = await this.catalogue.get(path, { as: editor });
      rows.push(...body.items);
      path = body.next;
    }
    return rows;
  }

  async course(id: string): Promise<Answer['body']> {
    return this.done(this.catalogue.get(`/courses/${id}?lang=*`, { as: editor }));
  }

  private async done(answering: Promise<Answer>): Promise<Answer['body']> {
    const answer = await answering;
    if (answer.status >= 300) throw new Error(`${answer.status}: ${answer.text}`);
    return answer.body;
  }
}

/** Asks again and again until there is an answer; fails after two minutes: a busy machine takes its time. */
export async function until<T>(what: string, ask: () => Promise<T | undefined>): Promise<T> {
  for (const end = Date.now() + 120_000; Date.now() < end; await pause(20)) {
    const answer = await ask();
    if (answer !== undefined) return answer;
  }
  throw new Error(`Waited two minutes for ${what}.`);
}
