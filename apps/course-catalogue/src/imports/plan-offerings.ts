import { newId } from '@capdev/persistence';
import { refuseOversized } from '@capdev/service-frame/plain';
import { RequestValidationPipe } from '@capdev/service-kit';
import type { Course } from '../courses/course.entity.js';
import { Offering } from '../offerings/offering.entity.js';
import { OfferingNotOver, OfferingStateForbids } from '../offerings/offering.errors.js';
import { announcementOf, type OfferingFact, offeringSnapshot } from '../offerings/offering.events.js';
import { offeringDetailsOf, OfferingInput } from '../offerings/offerings.dto.js';
import { ProvidersUnknown } from '../providers/provider.errors.js';
import type { BatchView } from './batch-view.js';
import { changedSince, differences, givenAfter } from './differences.js';
import type { ImportedOffering, ImportRecord, RowFault } from './import-record.js';
import { faultsOf, RowRefused } from './row-faults.js';
import type { Fact, PlannedOffering } from './row-plan.js';

const pipe = new RequestValidationPipe();

interface PlannedOfferings {
  readonly planned: readonly PlannedOffering[];
  readonly facts: readonly Fact[];
  /** What does not become as the list says, though the row does. */
  readonly notes: readonly RowFault[];
}

/** Decides what becomes of the runs that a row tells of. One that is impossible rejects the row. */
export function planOfferings(view: BatchView, record: ImportRecord, course: Course): PlannedOfferings {
  const planned: PlannedOffering[] = [];
  const facts: Fact[] = [];
  const notes: RowFault[] = [];
  for (const imported of record.offerings) {
    try {
      const planner = new OfferingPlanner(view, course, imported, record.state !== undefined);
      const plan = planner.plan();
      if (plan) planned.push(plan);
      facts.push(...planner.facts);
      notes.push(...planner.notes);
    } catch (error) {
      const faults = faultsOf(error, view.rules.run.mapping, 'offering');
      throw faults ? new RowRefused(faults) : error;
    }
  }
  return { planned, facts, notes };
}

/** One run on its way through the rules of the offering. */
class OfferingPlanner {
  readonly facts: Fact[] = [];
  readonly notes: RowFault[] = [];

  constructor(
    private readonly view: BatchView,
    private readonly course: Course,
    private readonly imported: ImportedOffering,
    /** Whether the list tells of what was public elsewhere: its organisers may have become inactive since. */
    private readonly exchanged: boolean,
  ) {}

  plan(): PlannedOffering | undefined {
    const { caller, policy } = this.view.rules;
    const origin = this.view.offeringOrigins.get(this.imported.key);
    // What a catalogue exports tells of runs that may be here. A list's run that happens on the same days is another one.
    const alike = this.exchanged && !origin ? this.view.strayLike(this.course.id, this.imported.offering) : undefined;
    const present = origin ? this.view.offerings.get(origin.offeringId) : alike;
    if (!present && this.course.state !== 'published') {
      this.note(`is not scheduled: the course is ${this.course.state}`, 'publish the course and import again');
      return undefined;
    }
    policy.demand(caller, 'offering:edit', this.course.owningUnit);
    const organisers = this.imported.organisers.map((named) => this.view.organisations.of(named));
    const organiserIds = organisers.length > 0 ? organisers.map(({ id }) => id) : this.course.providerIds;
    const wanted = { ...this.imported.offering, organiserIds: [...new Set(organiserIds)] };
    return present ? this.existing(present, wanted) : this.new(wanted);
  }

  private new(wanted: Record<string, unknown>): PlannedOffering {
    const { run, now } = this.view.rules;
    const details = offeringDetailsOf(checked(wanted), this.course);
    this.refuseInactive(details.organiserIds);
    const of = { id: newId(), courseId: this.course.id, modality: this.course.modality };
    const [offering, fact] = Offering.schedule(details, of, now);
    this.fact(offering, fact);
    this.reachState(offering);
    const given = givenAfter({}, wanted, { importId: run.id, at: now.toISOString() });
    return { key: this.imported.key, offering, isNew: true, changed: true, before: null, given };
  }

  private existing(present: Offering, wanted: Record<string, unknown>): PlannedOffering {
    const { run, now } = this.view.rules;
    const given = this.view.offeringOrigins.get(this.imported.key)?.given ?? {};
    const changes = differences(present.details, wanted);
    if (run.mode === 'hands-off') {
      for (const field of Object.keys(changes)) {
        if (!changedSince(present.details, field, given)) continue;
        delete changes[field];
        this.note(`keeps ${field} as people have changed it`, 'nothing, or choose another mode for the source');
      }
    }
    const offering = Object.assign(new Offering(), present);
    let before: Record<string, unknown> | null = null;
    if (Object.keys(changes).length > 0) {
      before = present.details as unknown as Record<string, unknown>;
      this.revise(offering, { ...present.details, ...changes });
    }
    this.reachState(offering);
    const next = givenAfter(given, wanted, { importId: run.id, at: now.toISOString() });
    return {
      key: this.imported.key,
      offering,
      isNew: false,
      changed: this.facts.length > 0,
      before: this.facts.length > 0 ? before : null,
      given: next === given ? undefined : next,
    };
  }

  private revise(offering: Offering, written: object): void {
    try {
      const details = offeringDetailsOf(checked(written), this.course);
      this.refuseInactive(details.organiserIds.filter((id) => !offering.organiserIds.includes(id)));
      const fact = offering.revise(details, this.course.modality, this.view.rules.now);
      if (fact) this.fact(offering, fact);
    } catch (error) {
      if (!(error instanceof OfferingStateForbids)) throw error;
      this.note(`stays as it is: it is ${offering.state}`, 'nothing: what is over is not changed by lists');
    }
  }

  /** Goes the way of a run's life to the state that the list tells, and never back. */
  private reachState(offering: Offering): void {
    const { state, cancellationReason } = this.imported;
    const { now } = this.view.rules;
    const today = now.toISOString().slice(0, 10);
    try {
      if ((state === 'open' || state === 'completed') && offering.state === 'planned') {
        this.fact(offering, offering.open(now));
      }
      if (state === 'completed' && offering.state === 'open') {
        this.fact(offering, offering.complete(today, now));
      }
      if (state === 'cancelled' && (offering.state === 'planned' || offering.state === 'open')) {
        this.fact(offering, offering.cancel(cancellationReason ?? 'Cancelled, says the list that it comes from.', now));
      }
    } catch (error) {
      if (!(error instanceof OfferingNotOver)) throw error;
      this.note(`stays open: it runs until ${offering.endsOn}`, 'import again when it is over');
    }
  }

  private refuseInactive(ids: readonly string[]): void {
    const inactive = this.view.organisations.named(ids).filter((one) => !one.active);
    if (inactive.length === 0 || this.exchanged) return;
    throw new ProvidersUnknown(
      'organiserIds',
      inactive.map(({ id }) => id),
      'inactive',
    );
  }

  private fact(offering: Offering, fact: OfferingFact): void {
    const context = { course: this.course, organisers: this.view.organisations.named(offering.organiserIds) };
    refuseOversized('offering', offeringSnapshot(offering, context));
    this.facts.push({
      aggregate: 'offering',
      of: offering,
      version: offering.version,
      fact,
      announced: announcementOf(offering, context, fact),
    });
  }

  private note(reason: string, advice: string): void {
    this.notes.push({ field: 'offering', reason: `the run ${this.imported.key.slice(0, 120)} ${reason}`, advice });
  }
}

function checked(written: object): OfferingInput {
  return pipe.transform(written, { type: 'body', metatype: OfferingInput }) as OfferingInput;
}
