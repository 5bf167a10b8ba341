import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A secret address under which a calendar program fetches the milestones of a unit, or of all. */
@Entity()
export class CalendarLink {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('integer')
  version!: number;

  /** Null for the milestones of every unit. */
  @Column('text', { nullable: true })
  unit!: string | null;

  @Column('text')
  keyDigest!: string;

  @Column('text')
  madeBy!: string;

  @Column('text')
  madeByUnit!: string;

  @Column('text')
  state!: 'active' | 'revoked';

  @Column('timestamptz')
  createdAt!: Date;

  @Column('timestamptz')
  updatedAt!: Date;
}
