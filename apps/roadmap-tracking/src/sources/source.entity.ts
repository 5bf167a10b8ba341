import { differenceOf } from '@capdev/service-frame/plain';
import type { MultilingualText } from '@capdev/taxonomy';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import {
  CommentBeforeSource,
  CommentsNotInvited,
  CommentWasReceived,
  DayAhead,
  DeadlineBeforeSource,
  DeadlineNotOver,
  InvitationAnswered,
  NoneReceivedAlready,
  SourceAfterItsSequel,
} from './source.errors.js';
import type { CommentRecorded, NoneReceivedRecorded, SourceRegistered, SourceRevised } from './source.events.js';
import type { CommentsState, SourceKind } from './source-kinds.js';

/** What may be said of a source. */
export interface SourceDetails {
  kind: SourceKind;
  /** Such as `C21/32`. */
  symbol: string | null;
  title: MultilingualText;
  datedOn: string;
  /** The body it went to. */
  body: string | null;
  url: string | null;
  /** The last day for Member States' comments; null when none were invited. */
  commentDeadline: string | null;
}

/** What was received so far, as days. */
export interface Sequel {
  /** The first comment that was received. */
  readonly firstComment: string | null;
  /** The first step of a recommendation of this source. */
  readonly firstStep: string | null;
}

/** A document that recommends something. */
@Entity()
export class Source implements SourceDetails {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('integer')
  version!: number;

  @Column('text')
  kind!: SourceKind;

  @Column('text', { nullable: true })
  symbol!: string | null;

  @Column('jsonb')
  title!: MultilingualText;

  @Column('date')
  datedOn!: string;

  @Column('text', { nullable: true })
  body!: string | null;

  @Column('text', { nullable: true })
  url!: string | null;

  @Column('date', { nullable: true })
  commentDeadline!: string | null;

  @Column('text')
  comments!: CommentsState;

  /** The unit that keeps this record. */
  @Column('text')
  owningUnit!: string;

  @Column('timestamptz')
  createdAt!: Date;

  @Column('timestamptz')
  updatedAt!: Date;

  static register(
    details: SourceDetails,
    by: { id: string; unit: string },
    today: string,
    now: Date,
  ): [Source, SourceRegistered] {
    refuseDates(details, today);
    const source = Object.assign(new Source(), details, {
      id: by.id,
      version: 1,
      comments: details.commentDeadline === null ? 'not-invited' : 'awaited',
      owningUnit: by.unit,
      createdAt: now,
      updatedAt: now,
    });
    return [source, { kind: 'registered' }];
  }

  get details(): SourceDetails {
    return {
      kind: this.kind,
      symbol: this.symbol,
      title: this.title,
      datedOn: this.datedOn,
      body: this.body,
      url: this.url,
      commentDeadline: this.commentDeadline,
    };
  }

  /**
   * Another deadline asks anew: what was said of the old one, that nothing came by it, says nothing of the new one.
   *
   * @param sequel what has happened since the document's date
   * @returns undefined when nothing differs: then nothing has changed
   */
  revise(details: SourceDetails, sequel: Sequel, today: string, now: Date): SourceRevised | undefined {
    refuseDates(details, today);
    const earliest = [sequel.firstComment, sequel.firstStep].flatMap((day) => day ?? []).sort()[0];
    if (earliest !== undefined && details.datedOn > earliest) throw new SourceAfterItsSequel(details.datedOn, earliest);
    const before = { ...this.details, comments: this.comments };
    const after = { ...details, comments: this.commentsBy(details.commentDeadline, sequel.firstComment) };
    const changes = differenceOf(before, after);
    if (Object.keys(changes).length === 0) return undefined;
    Object.assign(this, after);
    this.changedAt(now);
    return { kind: 'revised', changes };
  }

  /**
   * A comment in time answers the invitation, whenever it is written down. A late one is kept, and changes nothing of what
   * is known about the deadline.
   */
  receive(memberState: string, receivedOn: string, today: string, now: Date): CommentRecorded {
    if (this.commentDeadline === null) throw new CommentsNotInvited(this.id);
    if (receivedOn > today) throw new DayAhead('receivedOn', receivedOn, today);
    if (receivedOn < this.datedOn) throw new CommentBeforeSource(receivedOn, this.datedOn);
    const before = this.comments;
    if (!isLate(receivedOn, this.commentDeadline)) this.comments = 'received';
    this.changedAt(now);
    return {
      kind: 'comment-received',
      changes: {
        comment: { from: null, to: { memberState, receivedOn } },
        ...differenceOf({ comments: before }, { comments: this.comments }),
      },
    };
  }

  /** The last day belongs to those who were asked: on it, nobody can know yet. */
  confirmNoneReceived(today: string, now: Date): NoneReceivedRecorded {
    if (this.commentDeadline === null) throw new CommentsNotInvited(this.id);
    if (today <= this.commentDeadline) throw new DeadlineNotOver(this.commentDeadline, today);
    if (this.comments === 'received') throw new CommentWasReceived(this.commentDeadline);
    if (this.comments === 'none-received') throw new NoneReceivedAlready(this.commentDeadline);
    const changes = differenceOf({ comments: this.comments }, { comments: 'none-received' });
    this.comments = 'none-received';
    this.changedAt(now);
    return { kind: 'none-received', changes };
  }

  private commentsBy(deadline: string | null, firstComment: string | null): CommentsState {
    if (deadline === this.commentDeadline) return this.comments;
    if (deadline !== null) return firstComment !== null && !isLate(firstComment, deadline) ? 'received' : 'awaited';
    if (firstComment !== null || this.comments === 'none-received') throw new InvitationAnswered(this.id);
    return 'not-invited';
  }

  private changedAt(now: Date): void {
    this.version += 1;
    this.updatedAt = now;
  }
}

/** Whether a comment came after the last day for comments. */
export function isLate(receivedOn: string, deadline: string | null): boolean {
  return deadline !== null && receivedOn > deadline;
}

function refuseDates({ datedOn, commentDeadline }: SourceDetails, today: string): void {
  if (datedOn > today) throw new DayAhead('datedOn', datedOn, today);
  if (commentDeadline !== null && commentDeadline < datedOn) throw new DeadlineBeforeSource(commentDeadline, datedOn);
}
