import { differenceOf } from '@capdev/service-frame/plain';
import type {
  Audience,
  CredentialKind,
  Level,
  Modality,
  MultilingualText,
  RegistrationType,
  Topic,
} from '@capdev/taxonomy';
import type { Fault } from '@capdev/service-kit/problems';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { completenessOf } from './completeness.js';
import type { Assessment, CourseDetails, FeeTerms, Link } from './course-details.js';
import { type CourseAction, type CourseState, courseStateAfter } from './course-status.js';
import {
  CourseCodeFixed,
  CourseIncomplete,
  CourseNeeds,
  CourseStateForbids,
  SuccessorUnsuitable,
} from './course.errors.js';
import type { CourseDrafted, CourseEdited, CoursePublished, CourseRetired, CourseRevised } from './course.events.js';

/** The stable thing that is taught; when and where it runs is said by its offerings. */
@Entity()
export class Course implements CourseDetails {
  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  /** How many events have told of it. */
  @Column('integer') announcements!: number;
  @Column('text') state!: CourseState;
  @Column('text') code!: string;
  @Column('text') owningUnit!: string;
  @Column('uuid', { array: true }) providerIds!: string[];
  @Column('jsonb') title!: MultilingualText;
  @Column('jsonb', { nullable: true }) summary!: MultilingualText | null;
  @Column('jsonb', { nullable: true }) description!: MultilingualText | null;
  @Column('jsonb') learningOutcomes!: MultilingualText[];
  @Column('text', { array: true }) audiences!: Audience[];
  @Column('jsonb', { nullable: true }) entryRequirements!: MultilingualText | null;
  @Column('text', { nullable: true }) level!: Level | null;
  @Column('text', { nullable: true }) modality!: Modality | null;
  @Column('text', { array: true }) topics!: Topic[];
  @Column('text', { array: true }) languages!: string[];
  @Column('double precision', { nullable: true }) workloadHours!: number | null;
  @Column('jsonb') assessment!: Assessment;
  @Column('text', { nullable: true }) credential!: CredentialKind | null;
  @Column('jsonb', { nullable: true }) feeTerms!: FeeTerms | null;
  @Column('text', { nullable: true }) registrationType!: RegistrationType | null;
  @Column('uuid', { array: true }) coordinatorIds!: string[];
  @Column('jsonb') links!: Link[];
  /** What tells which courses may be the same; kept by CourseRecords. */
  @Column('bigint', { array: true }) titleMarks!: string[];
  @Column('uuid', { nullable: true }) successorId!: string | null;
  @Column('text', { nullable: true }) retirementReason!: string | null;
  @Column('timestamptz', { nullable: true }) publishedAt!: Date | null;
  @Column('timestamptz', { nullable: true }) retiredAt!: Date | null;
  @Column('timestamptz') createdAt!: Date;
  @Column('timestamptz') updatedAt!: Date;

  static draft(details: CourseDetails, id: string, now: Date): [Course, CourseDrafted] {
    const course = Object.assign(new Course(), details, {
      id,
      version: 1,
      announcements: 0,
      state: 'draft' as const,
      titleMarks: [],
      successorId: null,
      retirementReason: null,
      publishedAt: null,
      retiredAt: null,
      createdAt: now,
      updatedAt: now,
    });
    return [course, { kind: 'drafted' }];
  }

  /** What an editor has said of it. */
  get details(): CourseDetails {
    const { code, owningUnit, providerIds, title, summary, description, learningOutcomes, audiences } = this;
    const { entryRequirements, level, modality, topics, languages, workloadHours, assessment, credential } = this;
    const { feeTerms, registrationType, coordinatorIds, links } = this;
    return {
      ...{ code, owningUnit, providerIds, title, summary, description, learningOutcomes, audiences },
      ...{ entryRequirements, level, modality, topics, languages, workloadHours, assessment, credential },
      ...{ feeTerms, registrationType, coordinatorIds, links },
    };
  }

  /**
   * @param activeProviders how many of the providers named in the details are active
   * @returns undefined when nothing differs: then nothing has changed
   */
  revise(details: CourseDetails, activeProviders: number, now: Date): CourseEdited | CourseRevised | undefined {
    this.stateAfter('edit');
    const changes = differenceOf(this.details, details);
    if (Object.keys(changes).length === 0) return undefined;
    if (this.state === 'draft') {
      this.change(details, now);
      return { kind: 'edited', changes };
    }
    if ('code' in changes) throw new CourseCodeFixed(this.code);
    // A provider may have become inactive since; that must not stop the correction of a typing error.
    const lacks = publicationLacks(details, 'providerIds' in changes ? activeProviders : details.providerIds.length);
    if (lacks.length > 0) throw new CourseNeeds(this.code, lacks);
    const before = completenessOf(this.details).completeness;
    this.change(details, now);
    return { kind: 'revised', changes, completenessChanged: completenessOf(details).completeness !== before };
  }

  publish(activeProviders: number, now: Date): CoursePublished {
    const state = this.stateAfter('publish');
    const lacks = publicationLacks(this, activeProviders);
    if (lacks.length > 0) throw new CourseIncomplete(this.code, lacks);
    this.change({ state, publishedAt: now }, now);
    return { kind: 'published', changes: { state: { from: 'draft', to: state } } };
  }

  /** @param successor the course named as successor; null when it was named but does not exist */
  retire(
    successor: Pick<Course, 'id' | 'state' | 'code'> | null | undefined,
    reason: string | null,
    now: Date,
  ): CourseRetired {
    const from = this.state;
    const state = this.stateAfter('retire');
    if (successor === null) throw new SuccessorUnsuitable('is not in the catalogue');
    if (successor?.id === this.id) throw new SuccessorUnsuitable('is the course itself');
    if (successor && successor.state !== 'published') {
      throw new SuccessorUnsuitable(`${successor.code} is not published`);
    }
    this.change({ state, retiredAt: now, successorId: successor?.id ?? null, retirementReason: reason }, now);
    return {
      kind: 'retired',
      changes: {
        state: { from, to: state },
        ...(successor && { successorId: { from: null, to: successor.id } }),
        ...(reason !== null && { retirementReason: { from: null, to: reason } }),
      },
    };
  }

  private stateAfter(action: CourseAction): CourseState {
    const state = courseStateAfter(this.state, action);
    if (state === undefined) throw new CourseStateForbids(this.code, this.state, action);
    return state;
  }

  private change(values: Partial<Course>, now: Date): void {
    Object.assign(this, values, { version: this.version + 1, updatedAt: now });
  }
}

/** What publication asks for and the course does not have. */
function publicationLacks(course: CourseDetails, activeProviders: number): Fault[] {
  const faults: Fault[] = [];
  // Title and owning unit are never empty: the record could not be written without them.
  if (activeProviders === 0)
    faults.push({ pointer: '/providerIds', detail: 'At least one active provider is needed.' });
  if (course.languages.length === 0) faults.push({ pointer: '/languages', detail: 'At least one language is needed.' });
  return faults;
}
