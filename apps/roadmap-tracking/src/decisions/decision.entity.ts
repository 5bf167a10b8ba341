import { differenceOf } from '@capdev/service-frame/plain';
import type { MultilingualText } from '@capdev/taxonomy';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import {
  DecisionAlreadyAdopted,
  DecisionNotInForce,
  DecisionOfAnother,
  DecisionSupersedesItself,
  DecisionSupersedesLater,
} from './decision.errors.js';
import type { DecisionAdopted, DecisionProposed, DecisionRevised, DecisionSuperseded } from './decision.events.js';
import type { DecisionState } from './decision-states.js';

/** What can be said of a decision until it is adopted. */
export interface DecisionDetails {
  title: MultilingualText;
  text: MultilingualText;
  /** In which, or for which, it is proposed. */
  meetingId: string;
  /** The decision whose place it is to take. */
  supersedesId: string | null;
}

/** What a task force decides; its words are final once it is adopted. */
@Entity()
export class Decision implements DecisionDetails {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('integer')
  version!: number;

  /** How many events have told of it. */
  @Column('integer')
  announcements!: number;

  @Column('uuid')
  taskForceId!: string;

  @Column('uuid')
  meetingId!: string;

  /** Counts the adopted decisions of a task force, from 1. */
  @Column('integer', { nullable: true })
  number!: number | null;

  @Column('jsonb')
  title!: MultilingualText;

  @Column('jsonb')
  text!: MultilingualText;

  @Column('text')
  state!: DecisionState;

  @Column('date', { nullable: true })
  adoptedOn!: string | null;

  @Column('uuid', { nullable: true })
  supersedesId!: string | null;

  @Column('uuid', { nullable: true })
  supersededById!: string | null;

  @Column('date', { nullable: true })
  supersededOn!: string | null;

  @Column('timestamptz')
  createdAt!: Date;

  @Column('timestamptz')
  updatedAt!: Date;

  static propose(
    details: DecisionDetails,
    as: { id: string; taskForceId: string },
    now: Date,
  ): [Decision, DecisionProposed] {
    const decision = Object.assign(new Decision(), details, as, {
      version: 1,
      announcements: 0,
      number: null,
      state: 'proposed',
      adoptedOn: null,
      supersededById: null,
      supersededOn: null,
      createdAt: now,
      updatedAt: now,
    });
    return [decision, { kind: 'proposed' }];
  }

  get details(): DecisionDetails {
    const { title, text, meetingId, supersedesId } = this;
    return { title, text, meetingId, supersedesId };
  }

  /** @returns undefined when nothing differs: then nothing has changed */
  revise(details: DecisionDetails, now: Date): DecisionRevised | undefined {
    this.refuseFinal();
    const changes = differenceOf(this.details, details);
    if (Object.keys(changes).length === 0) return undefined;
    Object.assign(this, details);
    this.changedAt(now);
    return { kind: 'revised', changes };
  }

  /** @param as the next number of its task force, and the day of the meeting */
  adopt(as: { number: number; day: string }, now: Date): DecisionAdopted {
    this.refuseFinal();
    Object.assign(this, { state: 'adopted', number: as.number, adoptedOn: as.day });
    this.changedAt(now);
    return {
      kind: 'adopted',
      changes: {
        state: { from: 'proposed', to: 'adopted' },
        number: { from: null, to: as.number },
        adoptedOn: { from: null, to: as.day },
      },
    };
  }

  /** Refuses to give way to another decision unless it is in force, and of the same task force. */
  refuseSuccessor({ id, taskForceId }: { id: string; taskForceId: string }, day?: string): void {
    if (id === this.id) throw new DecisionSupersedesItself(id);
    if (taskForceId !== this.taskForceId) throw new DecisionOfAnother(this.id, this.taskForceId);
    if (this.state !== 'adopted') throw new DecisionNotInForce(this.id, this.state, this.supersededById);
    if (day !== undefined && day < this.adoptedOn!) throw new DecisionSupersedesLater(this.id, this.adoptedOn!, day);
  }

  supersede(by: Decision, now: Date): DecisionSuperseded {
    const [supersededById, supersededOn] = [by.id, by.adoptedOn!];
    Object.assign(this, { state: 'superseded', supersededById, supersededOn });
    this.changedAt(now);
    return {
      kind: 'superseded',
      changes: {
        state: { from: 'adopted', to: 'superseded' },
        supersededById: { from: null, to: supersededById },
        supersededOn: { from: null, to: supersededOn },
      },
    };
  }

  private refuseFinal(): void {
    if (this.state !== 'proposed') throw new DecisionAlreadyAdopted(this.id, this.number!, this.adoptedOn!);
  }

  private changedAt(now: Date): void {
    this.version += 1;
    this.updatedAt = now;
  }
}
