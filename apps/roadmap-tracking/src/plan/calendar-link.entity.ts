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

  /** Of the key, which is kept nowhere. */
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

  static make(
    about: Pick<CalendarLink, 'id' | 'unit' | 'keyDigest'>,
    by: { subject: string; unit: string },
    now: Date,
  ): CalendarLink {
    const maker = { madeBy: by.subject, madeByUnit: by.unit };
    const life = { version: 1, state: 'active', createdAt: now, updatedAt: now };
    return Object.assign(new CalendarLink(), about, maker, life);
  }

  /** @returns whether that changed anything: a link is revoked once */
  revoke(now: Date): boolean {
    if (this.state === 'revoked') return false;
    Object.assign(this, { state: 'revoked', version: this.version + 1, updatedAt: now });
    return true;
  }
}
