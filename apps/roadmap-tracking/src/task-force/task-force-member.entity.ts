import { differenceOf } from '@capdev/service-frame/plain';
import type { Changes } from '@capdev/persistence';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { overlap, type Term } from './representation.js';
import { MemberErased, MemberStillServes, MemberTermBackwards, MemberTermOverlaps } from './task-force.errors.js';
import type { MemberRole } from './task-force-states.js';

/** How long and as what somebody serves. */
export interface MemberDetails {
  role: MemberRole;
  startsOn: string;
  endsOn: string | null;
}

/** Somebody who represents a unit for a time. */
@Entity()
export class TaskForceMember implements MemberDetails, Term {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('integer')
  version!: number;

  @Column('uuid')
  taskForceId!: string;

  @Column('text')
  unit!: string;

  /** An opaque identifier; null once it was erased. */
  @Column('text', { nullable: true })
  person!: string | null;

  @Column('text')
  role!: MemberRole;

  @Column('date')
  startsOn!: string;

  /** The last day. */
  @Column('date', { nullable: true })
  endsOn!: string | null;

  @Column('timestamptz', { nullable: true })
  erasedAt!: Date | null;

  @Column('timestamptz')
  createdAt!: Date;

  @Column('timestamptz')
  updatedAt!: Date;

  /** @param others all members the task force has or had */
  static appoint(
    details: MemberDetails & { unit: string; person: string },
    as: { id: string; taskForceId: string },
    others: readonly TaskForceMember[],
    now: Date,
  ): TaskForceMember {
    const about = { version: 1, erasedAt: null, createdAt: now, updatedAt: now };
    const member = Object.assign(new TaskForceMember(), details, as, about);
    member.refuseImpossible(others);
    return member;
  }

  get details(): MemberDetails {
    return { role: this.role, startsOn: this.startsOn, endsOn: this.endsOn };
  }

  /** @returns what has changed; undefined when nothing has */
  revise(details: MemberDetails, others: readonly TaskForceMember[], now: Date): Changes | undefined {
    if (this.erasedAt !== null) throw new MemberErased(this.id);
    const changes = differenceOf(this.details, details);
    if (Object.keys(changes).length === 0) return undefined;
    Object.assign(this, details, { version: this.version + 1, updatedAt: now });
    this.refuseImpossible(others);
    return changes;
  }

  /** Forgets who it was. The unit stays represented for the time that has passed. */
  erase(today: string, now: Date): void {
    if (this.erasedAt !== null) throw new MemberErased(this.id);
    if (this.endsOn === null || this.endsOn >= today) throw new MemberStillServes(this.id, this.endsOn);
    Object.assign(this, { person: null, erasedAt: now, version: this.version + 1, updatedAt: now });
  }

  private refuseImpossible(others: readonly TaskForceMember[]): void {
    if (this.endsOn !== null && this.endsOn < this.startsOn) throw new MemberTermBackwards(this.startsOn, this.endsOn);
    const same = others.find(
      (other) =>
        other.id !== this.id && other.person === this.person && other.unit === this.unit && overlap(other, this),
    );
    if (same) throw new MemberTermOverlaps(same.id, this.unit, same.startsOn, same.endsOn);
  }
}
