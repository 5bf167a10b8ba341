import type { Changes } from '@capdev/persistence';
import { differenceOf } from '@capdev/service-frame/plain';
import type { MultilingualText } from '@capdev/taxonomy';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import {
  ActionPointDoneByVerifier,
  ActionPointDueInPast,
  ActionPointNotVerifier,
  ActionPointVerifierIsOwner,
  ActionPointWrongState,
} from './action-point.errors.js';
import { type ActionPointAction, type ActionPointState, actionPointStateAfter } from './action-point-states.js';

/** What can be said anew of an action point while it is to be done. */
export interface ActionPointDetails {
  title: MultilingualText;
  /** The unit that has to do it. */
  owningUnit: string;
  /** Who does it: an opaque identifier. */
  owner: string;
  /** Who looks whether it was done: somebody else. */
  verifier: string;
  /** The last day on which it is in time. */
  dueOn: string;
}

/** Where it comes from. */
export interface ActionPointOrigin {
  id: string;
  taskForceId: string;
  meetingId: string | null;
  decisionId: string | null;
}

/** What was done, and what that has changed; persons are named as changed, never with what they were. */
export interface ActionPointFact {
  readonly kind: 'agreed' | 'revised' | 'overdue' | 'done' | 'verified' | 'reopened' | 'cancelled';
  readonly changes: Changes;
}

interface Time {
  readonly today: string;
  readonly now: Date;
}

/** Something that somebody has to do until a day, and somebody else confirms. */
@Entity()
export class ActionPoint implements ActionPointDetails, ActionPointOrigin {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('integer')
  version!: number;

  @Column('uuid')
  taskForceId!: string;

  @Column('uuid', { nullable: true })
  meetingId!: string | null;

  @Column('uuid', { nullable: true })
  decisionId!: string | null;

  @Column('jsonb')
  title!: MultilingualText;

  @Column('text')
  owningUnit!: string;

  @Column('text')
  owner!: string;

  @Column('text')
  verifier!: string;

  @Column('date')
  dueOn!: string;

  @Column('text')
  state!: ActionPointState;

  @Column('date', { nullable: true })
  doneOn!: string | null;

  @Column('date', { nullable: true })
  verifiedOn!: string | null;

  @Column('timestamptz')
  createdAt!: Date;

  @Column('timestamptz')
  updatedAt!: Date;

  static agree(
    details: ActionPointDetails,
    origin: ActionPointOrigin,
    { today, now }: Time,
  ): [ActionPoint, ActionPointFact] {
    refuseImpossible(details);
    if (details.dueOn < today) throw new ActionPointDueInPast(details.dueOn, today);
    const about = { version: 1, state: 'open', doneOn: null, verifiedOn: null, createdAt: now, updatedAt: now };
    return [Object.assign(new ActionPoint(), details, origin, about), { kind: 'agreed', changes: {} }];
  }

  get details(): ActionPointDetails {
    const { title, owningUnit, owner, verifier, dueOn } = this;
    return { title, owningUnit, owner, verifier, dueOn };
  }

  /** Whether it still has to be done. */
  get isToDo(): boolean {
    return this.state === 'open' || this.state === 'overdue';
  }

  /** @returns undefined when nothing differs: then nothing has changed */
  revise(details: ActionPointDetails, { today, now }: Time): ActionPointFact | undefined {
    const next = this.after('revise');
    refuseImpossible(details);
    const { owner, verifier, ...changes } = differenceOf(this.details, details);
    if (!owner && !verifier && Object.keys(changes).length === 0) return undefined;
    if (changes.dueOn && details.dueOn < today) throw new ActionPointDueInPast(details.dueOn, today);
    const [from, to] = [this.state, changes.dueOn ? next : this.state];
    Object.assign(this, details);
    this.becomes(to, now);
    return {
      kind: 'revised',
      changes: {
        ...changes,
        ...(from !== to && { state: { from, to } }),
        ...(owner && { owner: {} }),
        ...(verifier && { verifier: {} }),
      },
    };
  }

  /** The day has passed. @returns undefined when it is done, or due later: then nothing has changed */
  fallDue({ today, now }: Time): ActionPointFact | undefined {
    const next = actionPointStateAfter(this.state, 'fall-due');
    if (!next || this.dueOn >= today) return undefined;
    return this.turned('overdue', next, now);
  }

  /** @param by who says so: not the verifier, who would confirm their own word then */
  complete(by: string, { today, now }: Time): ActionPointFact {
    const next = this.after('do');
    if (by === this.verifier) throw new ActionPointDoneByVerifier(this.id);
    this.doneOn = today;
    return this.turned('done', next, now, { doneOn: { from: null, to: today } });
  }

  /** @param by who says so: only the verifier can, who is never the owner */
  verify(by: string, { today, now }: Time): ActionPointFact {
    const next = this.after('verify');
    this.refuseOthers(by);
    this.verifiedOn = today;
    return this.turned('verified', next, now, { verifiedOn: { from: null, to: today } });
  }

  /** @param by who says so: only the verifier can */
  reopen(by: string, reason: string, { today, now }: Time): ActionPointFact {
    const next = this.after('reopen');
    this.refuseOthers(by);
    const { doneOn, verifiedOn } = this;
    Object.assign(this, { doneOn: null, verifiedOn: null });
    return this.turned('reopened', this.dueOn < today ? 'overdue' : next, now, {
      doneOn: { from: doneOn, to: null },
      ...(verifiedOn !== null && { verifiedOn: { from: verifiedOn, to: null } }),
      reason: { to: reason },
    });
  }

  cancel(reason: string, { now }: Time): ActionPointFact {
    return this.turned('cancelled', this.after('cancel'), now, { reason: { to: reason } });
  }

  private turned(kind: ActionPointFact['kind'], to: ActionPointState, now: Date, more: Changes = {}): ActionPointFact {
    const from = this.state;
    this.becomes(to, now);
    return { kind, changes: { state: { from, to }, ...more } };
  }

  private after(action: ActionPointAction): ActionPointState {
    const next = actionPointStateAfter(this.state, action);
    if (!next) throw new ActionPointWrongState(this.id, this.state, action);
    return next;
  }

  private refuseOthers(subject: string): void {
    if (subject !== this.verifier || subject === this.owner) throw new ActionPointNotVerifier(this.id);
  }

  private becomes(state: ActionPointState, now: Date): void {
    this.state = state;
    this.version += 1;
    this.updatedAt = now;
  }
}

function refuseImpossible({ owner, verifier }: ActionPointDetails): void {
  if (owner === verifier) throw new ActionPointVerifierIsOwner();
}
