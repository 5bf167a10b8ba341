import { newId } from '@capdev/persistence';
import { refuseOversized } from '@capdev/service-frame/plain';
import { RequestValidationPipe } from '@capdev/service-kit';
import { Course } from '../courses/course.entity.js';
import { CourseIncomplete } from '../courses/course.errors.js';
import { announcementOf, type CourseFact, courseSnapshot } from '../courses/course.events.js';
import { courseDetailsOf, CourseInput } from '../courses/courses.dto.js';
import { titleMarksOf } from '../twins/title-marks.js';
import type { BatchView } from './batch-view.js';
import { changedSince, differences, type Given, givenAfter } from './differences.js';
import type { ImportRecord, RowFault } from './import-record.js';
import { planOfferings } from './plan-offerings.js';
import { registrationOf } from './plan-provider.js';
import { faultsOf, refuseRow, RowRefused } from './row-faults.js';
import { bounded, codeOf, type Fact, keyOf, longestKey, planOf, rejected, type RowPlan } from './row-plan.js';
import { candidatesFor, coincidenceOf } from './twins-in-batch.js';

const pipe = new RequestValidationPipe();

/** Decides what becomes of a row: a refusal concerns this row alone, and then nothing of it is written. */
export function planCourse(view: BatchView, record: ImportRecord): RowPlan {
  if (record.faults.length > 0) return rejected(record, record.faults);
  try {
    const planner = new CoursePlanner(view, record);
    const plan = planner.plan();
    if (['proposed', 'held'].includes(plan.outcome) && view.wasRefused(record)) return refusedBefore(plan);
    if (plan.course) {
      const key = keyOf(record);
      const origin = plan.origin && key !== null ? { key, ...plan.origin } : undefined;
      view.remember(plan.course, origin);
      view.organisations.markRegistered(plan.providers.map(({ provider }) => provider));
    }
    return plan;
  } catch (error) {
    const faults = faultsOf(error, view.rules.run.mapping);
    if (!faults) throw error;
    return rejected(record, faults);
  }
}

function refusedBefore({ row, key, code, courseId }: RowPlan): RowPlan {
  const reason = 'says what a person has refused when it was last asked about';
  const advice = 'change it in the list to be asked again';
  return planOf({ row, key, code, courseId, outcome: 'unchanged', faults: [{ field: 'row', reason, advice }] });
}

/** One row on its way through the rules of the course. */
class CoursePlanner {
  private readonly facts: Fact[] = [];
  private readonly notes: RowFault[] = [];
  private readonly providerIds: readonly string[];
  private readonly distinctFrom: readonly string[];
  private readonly accepted: boolean;
  private kept: string[] = [];
  private published = false;

  constructor(
    private readonly view: BatchView,
    private readonly record: ImportRecord,
  ) {
    const verdict = view.rules.verdicts.get(record.row);
    this.providerIds = [...new Set(record.providers.map((named) => view.organisations.of(named).id))];
    this.distinctFrom = this.othersSaid(verdict?.distinctFrom ?? []);
    this.accepted = view.rules.run.mode !== 'propose' || (verdict?.accepted ?? false);
  }

  /** What it is not, as a person or the list says; of those that the list names only the ones that are there. */
  private othersSaid(said: readonly string[]): readonly string[] {
    const present = this.view.courseOf(this.record);
    const known = (present && this.view.distinctions.get(present.id)) ?? [];
    const listed = (this.record.distinctFrom ?? []).flatMap((code) => this.view.byCode.get(code)?.id ?? []);
    return [...new Set([...said, ...listed])].filter((id) => id !== present?.id && !known.includes(id));
  }

  plan(): RowPlan {
    const { key } = this.record;
    if (keyOf(this.record) === null) {
      const why =
        key === '' ? 'nothing names the course for ever' : `its name for ever is longer than ${longestKey} characters`;
      refuseRow('key', why, 'let the mapping name it by shorter columns');
    }
    const present = this.view.courseOf(this.record);
    if (!present) return this.new();
    const coincidence = coincidenceOf(this.view, this.record, present);
    if (!coincidence) return this.existing(present);
    const { row } = this.record;
    const about = { row, key, code: codeOf(this.record), courseId: null };
    return planOf({ ...about, outcome: 'held', wanted: this.record, candidates: [coincidence] });
  }

  private new(): RowPlan {
    const { run, caller, policy, now, passMarks } = this.view.rules;
    const written = { ...this.record.course, ...(this.providerIds.length > 0 && { providerIds: this.providerIds }) };
    const wanted = { ...written, owningUnit: this.record.course.owningUnit ?? run.owningUnit };
    const input = checked(wanted);
    refuseCoordinators(input);
    policy.demand(caller, 'course:edit', input.owningUnit);
    const [course, fact] = Course.draft(courseDetailsOf(input, passMarks), newId(), now);
    course.titleMarks = titleMarksOf(course);
    this.fact(course, fact);
    return this.finished(course, { isNew: true, changes: {}, wanted, given: undefined });
  }

  private existing(present: Course): RowPlan {
    const { run, caller, policy, now, passMarks } = this.view.rules;
    this.refuseForeign(present);
    policy.demand(caller, 'course:edit', present.owningUnit);
    const { code: _, ...said } = this.record.course;
    const wanted = { ...said, ...(this.providerIds.length > 0 && { providerIds: this.providerIds }) };
    const origin = this.view.origins.get(this.record.key);
    const given = origin?.courseId === present.id ? origin.given : {};
    const changes = differences(present.details, wanted);
    if (run.mode === 'hands-off') {
      this.kept = Object.keys(changes).filter((field) => changedSince(present.details, field, given));
      for (const field of this.kept) delete changes[field];
    }
    const course = Object.assign(new Course(), present);
    if (Object.keys(changes).length > 0) {
      const input = checked({ ...present.details, ...changes });
      refuseCoordinators(input, present);
      policy.demand(caller, 'course:edit', input.owningUnit);
      const active = this.view.organisations.named(input.providerIds ?? []).filter((one) => one.active).length;
      const fact = course.revise(courseDetailsOf(input, passMarks), active, now);
      course.titleMarks = titleMarksOf(course);
      if (fact) this.fact(course, fact);
    }
    return this.finished(course, { isNew: false, changes, wanted, given: origin ? given : undefined });
  }

  private finished(
    course: Course,
    {
      isNew,
      changes,
      wanted,
      given,
    }: {
      isNew: boolean;
      changes: Record<string, unknown>;
      wanted: Record<string, unknown>;
      given: Given | undefined;
    },
  ): RowPlan {
    const { run, now } = this.view.rules;
    this.publish(course);
    const candidates = this.mayBeAnother(isNew, changes) ? candidatesFor(this.view, course, this.distinctFrom) : [];
    const about = { row: this.record.row, key: this.record.key, code: course.code, courseId: isNew ? null : course.id };
    if (candidates.length > 0) {
      return planOf({
        ...about,
        outcome: 'held',
        wanted: this.record,
        candidates,
        courseId: isNew ? null : course.id,
      } as never);
    }
    const offerings = planOfferings(this.view, this.record, course);
    this.retire(course);
    const facts = [...this.facts, ...offerings.facts];
    const [before, after] = beforeAndAfter(this.facts);
    const told = { kept: this.kept, faults: bounded([...this.notes, ...offerings.notes]) };
    if (facts.length > 0 && !this.accepted) {
      return planOf({
        ...about,
        outcome: 'proposed',
        ...told,
        before: isNew ? null : before,
        after: isNew ? null : after,
        wanted: this.record,
      });
    }
    const at = now.toISOString();
    const nextGiven = givenAfter(given ?? {}, wanted, { importId: run.id, at });
    const changed = facts.length > 0;
    const used = [...course.providerIds, ...offerings.planned.flatMap(({ offering }) => offering.organiserIds)];
    const providers = this.view.organisations.newAmong(used).map((provider) => ({ provider, isNew: true }));
    const newOrigin = this.accepted && (given === undefined || nextGiven !== given);
    return planOf({
      ...about,
      courseId: course.id,
      outcome: isNew ? 'created' : changed ? 'updated' : 'unchanged',
      ...told,
      published: this.published,
      before: isNew || !changed ? null : before,
      after: isNew || !changed ? null : after,
      course,
      isNew,
      distinctFrom: this.distinctFrom,
      offerings: offerings.planned,
      facts: [...providers.map(({ provider }) => registrationOf(provider)), ...facts],
      providers,
      origin: newOrigin ? { courseId: course.id, given: nextGiven } : undefined,
      givenBefore: given ?? null,
    });
  }

  /** Makes a draft public where the list or whoever runs the import wants that. What it lacks is said and no reason to refuse it. */
  private publish(course: Course): void {
    const { run, caller, policy, now } = this.view.rules;
    const target = this.record.state ?? (run.publish ? 'published' : 'draft');
    if (course.state !== 'draft' || target === 'draft') return;
    policy.demand(caller, 'course:publish', course.owningUnit);
    const providers = this.view.organisations.named(course.providerIds);
    // One that was public where it comes from may name a provider that has become inactive since.
    const active = providers.filter((one) => one.active || this.record.state !== undefined).length;
    try {
      const fact = course.publish(active, now);
      this.fact(course, fact);
      this.published = true;
    } catch (error) {
      if (!(error instanceof CourseIncomplete)) throw error;
      const lacks = faultsOf(error, run.mapping) ?? [];
      this.notes.push(
        ...lacks.map(({ field, reason }) => ({
          ...{ field, reason: `stays a draft: ${reason}` },
          advice: 'add it to the list, or to the course, and import again',
        })),
      );
    }
  }

  private retire(course: Course): void {
    const { caller, policy, now } = this.view.rules;
    if (this.record.state !== 'retired' || course.state !== 'published') return;
    policy.demand(caller, 'course:publish', course.owningUnit);
    const { successorCode, retirementReason } = this.record;
    const successor = successorCode === undefined ? undefined : this.view.byCode.get(successorCode);
    if (successorCode !== undefined && (!successor || successor.state === 'draft')) {
      this.notes.push({
        field: 'successor',
        reason: `stays published: its successor ${successorCode} is not public yet`,
        advice: 'import the list once more',
      });
      return;
    }
    // A successor that has gone since was public when it took this one's place.
    const then = successor && { id: successor.id, code: successor.code, state: 'published' as const };
    this.fact(course, course.retire(then, retirementReason ?? null, now));
  }

  private fact(course: Course, fact: CourseFact): void {
    const providers = this.view.organisations.named(course.providerIds);
    refuseOversized('course', courseSnapshot(course, providers));
    const isFirst = this.distinctFrom.length > 0 && this.facts.length === 0;
    const distinction = isFirst && { distinctFrom: { to: this.distinctFrom } };
    this.facts.push({
      aggregate: 'course',
      of: course,
      version: course.version,
      fact: { kind: fact.kind, changes: { ...('changes' in fact && fact.changes), ...distinction } },
      announced: announcementOf(course, providers, fact),
    });
  }

  private mayBeAnother(isNew: boolean, changes: Record<string, unknown>): boolean {
    // One that is over is nobody's twin.
    if (this.record.state === 'retired') return false;
    return isNew || this.published || ['title', 'providerIds', 'owningUnit'].some((field) => field in changes);
  }

  /** Two records of one source that claim one course would undo each other's changes each time. */
  private refuseForeign(present: Course): void {
    const verdict = this.view.rules.verdicts.get(this.record.row);
    if (verdict?.sameAs !== undefined || this.view.origins.has(this.record.key)) return;
    const [other] = (this.view.keysOf.get(present.id) ?? []).filter((key) => key !== this.record.key);
    if (other !== undefined || this.claimed(present)) {
      const reason = `gets the course code ${codeOf(this.record)}, which another record of this source has`;
      throw new RowRefused([{ field: 'code', reason, advice: 'give one of the two another code' }]);
    }
  }

  private claimed({ id }: Course): boolean {
    for (const [key, origin] of this.view.origins) if (origin.courseId === id && key !== this.record.key) return true;
    return false;
  }
}

function checked(written: object): CourseInput {
  return pipe.transform(written, { type: 'body', metatype: CourseInput }) as CourseInput;
}

/** Coordinators are persons; no list names them. */
function refuseCoordinators(input: CourseInput, present?: Course): void {
  const ids = input.coordinatorIds ?? [];
  if (ids.some((id) => !present?.coordinatorIds.includes(id.toLowerCase()))) {
    refuseRow('coordinatorIds', 'coordinators cannot be imported', 'leave them out and name them in the catalogue');
  }
}

function beforeAndAfter(facts: readonly Fact[]): [Record<string, unknown>, Record<string, unknown>] {
  const entries = facts
    .flatMap(({ fact }) => Object.entries(fact.changes ?? {}))
    .filter(([field]) => field !== 'distinctFrom');
  return [
    Object.fromEntries(entries.map(([field, { from }]) => [field, from ?? null])),
    Object.fromEntries(entries.map(([field, { to }]) => [field, to ?? null])),
  ];
}
