import { Column, Entity, PrimaryColumn } from 'typeorm';
import { CoordinatorErased } from './coordinator.errors.js';
import type { CoordinatorErasure, CoordinatorRegistered, CoordinatorRevised } from './coordinator.events.js';

/** What is known of a coordinator as a person. It can be erased, and is told to nobody without a token. */
export interface CoordinatorDetails {
  name: string;
  email: string;
  unit: string;
}

/** A person who answers for courses: a record of its own, so that one place forgets what must be forgotten. */
@Entity()
export class Coordinator {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('integer')
  version!: number;

  @Column('text', { nullable: true })
  name!: string | null;

  @Column('text', { nullable: true })
  email!: string | null;

  @Column('text')
  unit!: string;

  @Column('timestamptz', { nullable: true })
  erasedAt!: Date | null;

  @Column('timestamptz')
  createdAt!: Date;

  @Column('timestamptz')
  updatedAt!: Date;

  static register(details: CoordinatorDetails, id: string, now: Date): [Coordinator, CoordinatorRegistered] {
    const times = { erasedAt: null, createdAt: now, updatedAt: now };
    const coordinator = Object.assign(new Coordinator(), details, { id, version: 1, ...times });
    return [coordinator, { kind: 'registered' }];
  }

  /** What an editor has said; empty texts once it is erased. */
  get details(): CoordinatorDetails {
    return { name: this.name ?? '', email: this.email ?? '', unit: this.unit };
  }

  /** @returns undefined when nothing differs: then nothing has changed */
  revise(details: CoordinatorDetails, now: Date): CoordinatorRevised | undefined {
    this.refuseErased();
    const before = this.details;
    const fields = (['name', 'email', 'unit'] as const).filter((field) => before[field] !== details[field]);
    if (fields.length === 0) return undefined;
    this.change(details, now);
    return { kind: 'revised', fields, unit: { from: before.unit, to: details.unit } };
  }

  /** Forgets the person for good; the identifier stays, so that courses that name it remain sound. */
  erase(now: Date): CoordinatorErasure {
    this.refuseErased();
    this.change({ name: null, email: null, erasedAt: now }, now);
    return { kind: 'erased', fields: ['name', 'email'] };
  }

  refuseErased(): void {
    if (this.erasedAt !== null) throw new CoordinatorErased(this.id);
  }

  private change(values: Partial<Coordinator>, now: Date): void {
    Object.assign(this, values, { version: this.version + 1, updatedAt: now });
  }
}
