import type { MultilingualText } from '@capdev/taxonomy';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import {
  CoDesignCompleted,
  CoDesignDayAhead,
  CoDesignDaysReversed,
  CoDesignNotFinished,
  CoDesignStepCompleted,
  CoDesignStepNotReached,
  CoDesignStepTooEarly,
  CoDesignUnitsMissing,
  CoDesignWaiverNeedless,
} from './co-design.errors.js';
import type { OutputRecorded, ProcessBegun, ProcessCompleted, StepCompleted } from './co-design.events.js';
import type { CoDesignStep } from './co-design-step.entity.js';
import { type CoDesignStepKind, needsEveryUnit, type OutputKind } from './co-design-steps.js';

/** What is said of a process when it begins. */
export interface ProcessDetails {
  name: MultilingualText;
  /** The units without which its results would not be everybody's. */
  requiredUnits: string[];
  /** What it is done for. */
  recommendationIds: string[];
}

/** How a step went. */
export interface StepCourse {
  readonly startsOn: string;
  readonly endsOn: string;
  /** The units that took part. */
  readonly units: readonly string[];
  /** Why it counts although units were missing. */
  readonly waiverReason: string | null;
}

/** A way from a problem to results that several units have found together, step by step. */
@Entity()
export class CoDesignProcess implements ProcessDetails {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('integer')
  version!: number;

  @Column('jsonb')
  name!: MultilingualText;

  @Column('text', { array: true })
  requiredUnits!: string[];

  @Column('text')
  state!: 'running' | 'completed';

  /** The unit that keeps this record. */
  @Column('text')
  owningUnit!: string;

  @Column('uuid', { array: true })
  recommendationIds!: string[];

  @Column('timestamptz')
  createdAt!: Date;

  @Column('timestamptz')
  updatedAt!: Date;

  static begin(details: ProcessDetails, by: { id: string; unit: string }, now: Date): [CoDesignProcess, ProcessBegun] {
    const process = Object.assign(new CoDesignProcess(), details, {
      id: by.id,
      version: 1,
      state: 'running',
      owningUnit: by.unit,
      createdAt: now,
      updatedAt: now,
    });
    return [process, { kind: 'begun' }];
  }

  /** @param steps of this process, in their order; the one that is completed is changed */
  completeStep(
    kind: CoDesignStepKind,
    course: StepCourse,
    steps: readonly CoDesignStep[],
    today: string,
    now: Date,
  ): StepCompleted {
    this.refuseCompleted();
    const step = this.reached(kind, steps);
    if (step.state === 'completed') throw new CoDesignStepCompleted(kind, step.endsOn!);
    if (course.endsOn < course.startsOn) throw new CoDesignDaysReversed(course.startsOn, course.endsOn);
    if (course.endsOn > today) throw new CoDesignDayAhead(course.endsOn, today);
    const before = steps.find(({ position }) => position === step.position - 1);
    if (before && course.startsOn < before.endsOn!) {
      throw new CoDesignStepTooEarly(kind, course.startsOn, before.kind, before.endsOn!);
    }
    const missing = needsEveryUnit(kind) ? this.requiredUnits.filter((unit) => !course.units.includes(unit)) : [];
    if (missing.length > 0 && course.waiverReason === null) throw new CoDesignUnitsMissing(kind, missing);
    if (missing.length === 0 && course.waiverReason !== null) throw new CoDesignWaiverNeedless(kind);
    const { startsOn, endsOn, waiverReason } = course;
    Object.assign(step, { startsOn, endsOn, waiverReason, state: 'completed' });
    this.changedAt(now);
    const told = { kind, startsOn, endsOn, units: course.units, missing, waiverReason };
    return { kind: 'step-completed', changes: { step: { from: null, to: told } } };
  }

  /** What comes out of a step is known when the step has been reached; it may be written down before its end. */
  addOutput(
    kind: OutputKind,
    text: MultilingualText,
    step: CoDesignStepKind,
    steps: readonly CoDesignStep[],
    now: Date,
  ): [CoDesignStep, OutputRecorded] {
    this.refuseCompleted();
    const of = this.reached(step, steps);
    this.changedAt(now);
    const fact: OutputRecorded = {
      kind: 'output-recorded',
      changes: { output: { from: null, to: { step, kind, text } } },
    };
    return [of, fact];
  }

  complete(steps: readonly CoDesignStep[], now: Date): ProcessCompleted {
    this.refuseCompleted();
    const open = steps.filter(({ state }) => state === 'pending').map(({ kind }) => kind);
    if (open.length > 0) throw new CoDesignNotFinished(this.id, open);
    this.state = 'completed';
    this.changedAt(now);
    return { kind: 'completed', changes: { state: { from: 'running', to: 'completed' } } };
  }

  private reached(kind: CoDesignStepKind, steps: readonly CoDesignStep[]): CoDesignStep {
    const next = steps.find(({ state }) => state === 'pending');
    const step = steps.find((one) => one.kind === kind);
    // A process that began before a kind of step existed has none of it.
    if (!step || (next && step.position > next.position)) throw new CoDesignStepNotReached(kind, next?.kind);
    return step;
  }

  private refuseCompleted(): void {
    if (this.state === 'completed') throw new CoDesignCompleted(this.id);
  }

  private changedAt(now: Date): void {
    this.version += 1;
    this.updatedAt = now;
  }
}
