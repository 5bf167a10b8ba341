import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { BaselineTaken } from './baseline.events.js';

/** The plan as it was on a day, under a name that is never used again. It never changes; its items are rows beside it. */
@Entity()
export class Baseline {
  @PrimaryColumn('uuid')
  id!: string;

  /** Always 1. */
  @Column('integer')
  version!: number;

  /** How many events have told of it. */
  @Column('integer')
  announcements!: number;

  @Column('text')
  name!: string;

  @Column('text', { nullable: true })
  note!: string | null;

  @Column('date')
  takenOn!: string;

  @Column('integer')
  itemCount!: number;

  @Column('timestamptz')
  createdAt!: Date;

  @Column('timestamptz')
  updatedAt!: Date;

  static take(
    about: Pick<Baseline, 'id' | 'name' | 'note' | 'takenOn' | 'itemCount'>,
    now: Date,
  ): [Baseline, BaselineTaken] {
    const taken = { version: 1, announcements: 0, createdAt: now, updatedAt: now };
    return [Object.assign(new Baseline(), about, taken), { kind: 'taken' }];
  }
}
