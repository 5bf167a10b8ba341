import type { MultilingualText } from '@capdev/taxonomy';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { ConcernAnswered, ConcernDayAhead, ConcernDayTooEarly } from './concern.errors.js';
import type { ConcernAnswerGiven, ConcernRaised } from './concern.events.js';
import type { ConcernKind } from './concern-kinds.js';

/** What somebody is worried about. */
export interface ConcernDetails {
  kind: ConcernKind;
  /** A unit or a body. */
  raisedBy: string;
  raisedOn: string;
  text: MultilingualText;
}

/** A worry about a recommendation, and the answer to it. */
@Entity()
export class Concern implements ConcernDetails {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('integer')
  version!: number;

  @Column('uuid')
  recommendationId!: string;

  @Column('text')
  kind!: ConcernKind;

  @Column('text')
  raisedBy!: string;

  @Column('date')
  raisedOn!: string;

  @Column('jsonb')
  text!: MultilingualText;

  @Column('jsonb', { nullable: true })
  answer!: MultilingualText | null;

  @Column('date', { nullable: true })
  answeredOn!: string | null;

  @Column('text')
  state!: 'open' | 'answered';

  @Column('timestamptz')
  createdAt!: Date;

  @Column('timestamptz')
  updatedAt!: Date;

  static raise(
    details: ConcernDetails,
    of: { id: string; recommendationId: string },
    { datedOn, today }: { datedOn: string; today: string },
    now: Date,
  ): [Concern, ConcernRaised] {
    if (details.raisedOn > today) throw new ConcernDayAhead('raisedOn', details.raisedOn, today);
    if (details.raisedOn < datedOn) throw new ConcernDayTooEarly('raisedOn', details.raisedOn, datedOn);
    const concern = Object.assign(new Concern(), details, of, {
      version: 1,
      answer: null,
      answeredOn: null,
      state: 'open',
      createdAt: now,
      updatedAt: now,
    });
    return [concern, { kind: 'raised' }];
  }

  /** Once: who has more to say raises a concern of their own. */
  reply(answer: MultilingualText, answeredOn: string, today: string, now: Date): ConcernAnswerGiven {
    if (this.answeredOn !== null) throw new ConcernAnswered(this.id, this.answeredOn);
    if (answeredOn > today) throw new ConcernDayAhead('answeredOn', answeredOn, today);
    if (answeredOn < this.raisedOn) throw new ConcernDayTooEarly('answeredOn', answeredOn, this.raisedOn);
    Object.assign(this, { answer, answeredOn, state: 'answered', version: this.version + 1, updatedAt: now });
    return {
      kind: 'answered',
      changes: { answer: { from: null, to: answer }, answeredOn: { from: null, to: answeredOn } },
    };
  }
}
