import type { AccessPolicy, Caller } from '@capdev/access';
import type { Transaction } from '@capdev/persistence';
import { faultOfMultilingual } from '@capdev/service-frame/plain';
import type { PassMarks } from '../courses/course-details.js';
import type { Course } from '../courses/course.entity.js';
import { draftsOf } from '../courses/drafts.js';
import type { Offering } from '../offerings/offering.entity.js';
import type { Provider } from '../providers/provider.entity.js';
import type { Permission } from '../roles.js';
import { giversOf, numberOf, titleMarksOf } from '../twins/title-marks.js';
import { lockNumbers } from '../twins/twins.query.js';
import {
  type OfferingOrigin,
  readCourses,
  readDistinctions,
  readKeys,
  readMarked,
  readOfferings,
  readOrganisations,
  readOrigins,
  readProviders,
  readRefused,
  readShadows,
  readStrayOfferings,
} from './batch-reads.query.js';
import { differences, same } from './differences.js';
import { type MarkedCourse, MarkedCourses } from './marked-courses.js';
import type { ImportRecord } from './import-record.js';
import type { ImportRun } from './import-run.query.js';
import { Organisations } from './organisations.js';
import type { AnyRecord } from './record-reader.js';
import { codeOf, keyOf, type Origin } from './row-plan.js';

/** What a person has said about a row. */
export interface Verdict {
  /** Writes it although the mode says that a person decides. */
  readonly accepted: boolean;
  /** The course it is. */
  readonly sameAs?: string;
  /** Courses it is not. */
  readonly distinctFrom: readonly string[];
}

/** What does not change from batch to batch. */
export interface BatchRules {
  readonly run: ImportRun;
  readonly caller: Caller;
  readonly policy: AccessPolicy<Permission>;
  readonly passMarks: PassMarks;
  readonly now: Date;
  readonly verdicts: ReadonlyMap<number, Verdict>;
}

/** What the rows of a batch are judged by: read at once, and kept in step while one row after the other is decided. */
export class BatchView {
  readonly origins = new Map<string, Origin>();
  readonly courses = new Map<string, Course>();
  readonly byCode = new Map<string, Course>();
  readonly marks = new Map<AnyRecord, readonly string[]>();
  private readonly givers = new Set<string>();
  keysOf = new Map<string, string[]>();
  offeringOrigins = new Map<string, OfferingOrigin>();
  offerings = new Map<string, Offering>();
  private strays: Offering[] = [];
  distinctions = new Map<string, string[]>();
  providers: Provider[] = [];
  organisations!: Organisations;
  private readonly marked = new MarkedCourses();
  private refused: ReadonlyMap<string, ImportRecord | null> = new Map();

  private constructor(readonly rules: BatchRules) {}

  static async open(tx: Transaction, rules: BatchRules, records: readonly AnyRecord[]): Promise<BatchView> {
    const view = new BatchView(rules);
    const { run, verdicts } = rules;
    const sound = records.filter((record) => record.faults.length === 0);
    const rows = sound.filter((record): record is ImportRecord => !('provider' in record));
    const keys = rows.flatMap((record) => keyOf(record) ?? []);
    const codes = [
      ...rows.flatMap((record) => codeOf(record) ?? []),
      ...rows.flatMap((row) => row.successorCode ?? []),
    ];
    for (const [key, origin] of await readOrigins(tx, run.sourceId, keys)) view.origins.set(key, origin);
    view.refused = await readRefused(tx, run.sourceId, keys);
    const said = [...verdicts.values()].flatMap(({ sameAs }) => sameAs ?? []);
    const ids = [...new Set([...[...view.origins.values()].map(({ courseId }) => courseId), ...said])];
    for (const course of await readCourses(tx, ids, codes)) view.learn(course);
    if (run.dryRun) await view.recall(tx, keys, codes);
    const offeringKeys = rows.flatMap(({ offerings }) => offerings.map(({ key }) => key));
    ({ origins: view.offeringOrigins, offerings: view.offerings } = await readOfferings(
      tx,
      run.sourceId,
      offeringKeys,
    ));
    const withNewRuns = rows.filter(({ offerings }) => offerings.some(({ key }) => !view.offeringOrigins.has(key)));
    const theirs = withNewRuns.flatMap((record) => view.courseOf(record)?.id ?? []);
    view.strays = await readStrayOfferings(tx, run.sourceId, [...new Set(theirs)]);
    view.keysOf = await readKeys(tx, run.sourceId, [...view.courses.keys()]);
    await view.meetOrganisations(tx, rows);
    view.providers = await readProviders(tx, sound.flatMap(nameOf));
    await view.meetTwins(tx, rows);
    return view;
  }

  /** The course that a record tells of, if the catalogue knows it. */
  courseOf(record: ImportRecord): Course | undefined {
    const { sameAs } = this.rules.verdicts.get(record.row) ?? {};
    const id = sameAs ?? this.origins.get(record.key)?.courseId;
    if (id !== undefined) return this.courses.get(id);
    return this.byCode.get(codeOf(record) ?? '');
  }

  /** Whether a person has refused exactly this before, and nobody says otherwise now. */
  wasRefused(record: ImportRecord): boolean {
    const refused = this.refused.get(record.key);
    if (!refused || this.rules.verdicts.has(record.row)) return false;
    return same({ ...refused, row: 0 }, JSON.parse(JSON.stringify({ ...record, row: 0 })));
  }

  /** A run of the course that is there and has the same days and place, once: it is the one that the list tells of. */
  strayLike(courseId: string, wanted: Readonly<Record<string, unknown>>): Offering | undefined {
    const { startsOn = null, endsOn = null, place } = wanted;
    const at = this.strays.findIndex(
      (one) =>
        one.courseId === courseId &&
        one.startsOn === startsOn &&
        one.endsOn === endsOn &&
        Object.keys(differences(one, { place })).length === 0,
    );
    return at < 0 ? undefined : this.strays.splice(at, 1)[0];
  }

  learn(course: Course): void {
    this.courses.set(course.id, course);
    this.byCode.set(course.code, course);
  }

  /** Lets later rows see what an earlier one has made of a course. */
  remember(course: Course, origin: (Origin & { readonly key: string }) | undefined): void {
    this.learn(course);
    if (origin) this.origins.set(origin.key, origin);
    this.marked.replace(course);
  }

  /** The courses that have one of the marks. */
  markedLike(marks: readonly string[]): MarkedCourse[] {
    return this.marked.like(marks);
  }

  private async recall(tx: Transaction, keys: string[], codes: string[]): Promise<void> {
    for (const { key, course } of await readShadows(tx, this.rules.run.id, { keys, codes, marks: [] })) {
      this.learn(course);
      if (!this.origins.has(key)) this.origins.set(key, { courseId: course.id, given: {} });
    }
  }

  private async meetOrganisations(tx: Transaction, rows: readonly ImportRecord[]): Promise<void> {
    const { run, caller, now } = this.rules;
    const named = rows.flatMap(({ providers, offerings }) => [
      ...providers,
      ...offerings.flatMap(({ organisers }) => organisers),
    ]);
    const ids = [
      ...[...this.courses.values()].flatMap(({ providerIds }) => providerIds),
      ...[...this.offerings.values(), ...this.strays].flatMap(({ organiserIds }) => organiserIds),
    ];
    const names = named.map(({ name }) => name);
    const known = await readOrganisations(tx, [...new Set(ids)], [...new Set(names)]);
    this.organisations = new Organisations(known, run.id, caller, now);
  }

  /** Reads what any of the rows could be taken for. */
  private async meetTwins(tx: Transaction, rows: readonly ImportRecord[]): Promise<void> {
    for (const record of rows) this.mark(record);
    const marks = [...new Set([...this.marks.values()].flat())];
    if (marks.length === 0) return;
    const { run, caller, policy } = this.rules;
    const unit = draftsOf(policy, caller);
    // Of two that become public at the same moment the second one has to see the first one.
    if (!run.dryRun)
      await lockNumbers(
        tx,
        [...this.givers].sort().map((giver) => numberOf(`giver ${giver}`)),
      );
    for (const course of await readMarked(tx, marks, unit)) this.marked.replace(course);
    this.distinctions = await readDistinctions(tx, [...this.courses.keys()]);
    if (!run.dryRun) return;
    const shadows = await readShadows(tx, run.id, { keys: [], codes: [], marks });
    for (const { course } of shadows) this.marked.replace(course);
  }

  private mark(record: ImportRecord): void {
    const present = this.courseOf(record);
    const title = record.course.title as Course['title'] | undefined;
    if (!present && faultOfMultilingual(title, 200) !== undefined) return;
    const providerIds = record.providers.map((named) => this.organisations.of(named).id);
    const unit = typeof record.course.owningUnit === 'string' ? record.course.owningUnit : this.rules.run.owningUnit;
    const wanted = { ...(title && { title }), ...(providerIds.length > 0 && { providerIds }) };
    if (present && Object.keys(differences(present, wanted)).length === 0 && present.state !== 'draft') return;
    const merged = present
      ? { ...present.details, ...differences(present, wanted) }
      : { title: title!, providerIds, owningUnit: unit };
    if (faultOfMultilingual(merged.title, 200) !== undefined) return;
    this.marks.set(record, titleMarksOf(merged));
    for (const giver of giversOf(merged)) this.givers.add(giver);
  }
}

const nameOf = (record: AnyRecord): string[] => {
  const name = 'provider' in record ? (record.provider.name as Provider['name'] | undefined) : undefined;
  return name?.text[name.original] === undefined ? [] : [name.text[name.original]!];
};
