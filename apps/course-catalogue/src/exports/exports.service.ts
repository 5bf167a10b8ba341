import { Injectable, Logger, StreamableFile } from '@nestjs/common';
import { AccessPolicy, type Caller } from '@capdev/access';
import { Database } from '@capdev/persistence';
import { Clock } from '@capdev/service-frame/changes';
import { CourseNotFound } from '../courses/course.errors.js';
import { draftsFor } from '../courses/drafts.js';
import type { Permission } from '../roles.js';
import { csvRows } from './csv-rows.js';
import { jsonLines } from './exchange-lines.js';
import { streamOf } from './export-stream.js';
import type { ExportQuery } from './exports.dto.js';
import { ExportsBusy } from './exports.errors.js';
import { courseToExport, type Selection } from './exports.query.js';
import { courseDocument, courseGraph } from './json-ld.js';
import type { Node } from './json-ld-terms.js';
import { Moment } from './moment.query.js';

/** Writes a moment of the catalogue down, piece by piece. */
type Writing = (moment: Moment, selection: Selection) => AsyncGenerator<string>;

const formats = {
  jsonl: { type: 'application/x-ndjson', write: jsonLines },
  csv: { type: 'text/csv; charset=utf-8; header=present', write: csvRows },
  jsonld: { type: 'application/ld+json', write: courseGraph },
} as const satisfies Record<string, { readonly type: string; readonly write: Writing }>;

/** The ends of the files' names. */
export type ExportFormat = keyof typeof formats;

/** Hands the catalogue out, whole or a course by itself. */
@Injectable()
export class ExportsService {
  private readonly logger = new Logger('Exports');
  private running = 0;

  constructor(
    private readonly database: Database,
    private readonly policy: AccessPolicy<Permission>,
    private readonly clock: Clock,
  ) {}

  /** Begun when this answers: what can fail before the first byte is refused as everything else is. */
  async file(format: ExportFormat, query: ExportQuery, caller: Caller | undefined): Promise<StreamableFile> {
    const selection = this.selectionOf(query, caller);
    const most = Math.max(1, Math.floor(this.database.pool.options.max / 3));
    if (this.running >= most) throw new ExportsBusy(most);
    const { type, write } = formats[format];
    const pieces = this.written(write, selection);
    const stream = streamOf(await pieces.next(), pieces);
    stream.on('error', (error) => this.logger.warn(`An export of ${format} broke off: ${error.message}`));
    const name = `courses-${this.clock.today()}.${format}`;
    return new StreamableFile(stream, { type, disposition: `attachment; filename="${name}"` });
  }

  /** A draft that is somebody else's does not exist, as far as the reader is told. */
  async document(id: string, caller: Caller | undefined): Promise<Node> {
    const course = await courseToExport(this.database, id);
    if (!course || (course.state === 'draft' && !this.policy.may(caller, 'draft:read', course.owningUnit)))
      throw new CourseNotFound(id);
    return courseDocument(course);
  }

  private async *written(write: Writing, selection: Selection): AsyncGenerator<string> {
    this.running += 1;
    try {
      const moment = await Moment.begin(this.database);
      try {
        yield* write(moment, selection);
      } finally {
        await moment.end();
      }
    } finally {
      this.running -= 1;
    }
  }

  private selectionOf({ state, unit, provider }: ExportQuery, caller: Caller | undefined): Selection {
    const states = state ?? ['published', 'retired'];
    const draftsOf = states.includes('draft') ? draftsFor(this.policy, caller) : undefined;
    return { states, draftsOf, unit, provider };
  }
}
