import { differenceOf } from '@capdev/service-frame/plain';
import type { MultilingualText } from '@capdev/taxonomy';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { NoticeAlreadyPublished } from './notice.errors.js';
import type { NoticeDrafted, NoticePublished, NoticeRevised } from './notice.events.js';
import { type NoticeAction, type NoticeState, noticeStateAfter } from './notice-status.js';

/** What an editor may say in a notice. */
export interface NoticeDetails {
  title: MultilingualText;
  text: MultilingualText | null;
}

/** A text for everybody; final once it is published. */
@Entity()
export class Notice implements NoticeDetails {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('integer')
  version!: number;

  /** How many events have told of it. */
  @Column('integer')
  announcements!: number;

  @Column('text')
  state!: NoticeState;

  @Column('jsonb')
  title!: MultilingualText;

  @Column('jsonb', { nullable: true })
  text!: MultilingualText | null;

  /** The unit whose editors keep this record. */
  @Column('text')
  owningUnit!: string;

  @Column('timestamptz')
  createdAt!: Date;

  @Column('timestamptz')
  updatedAt!: Date;

  static draft(details: NoticeDetails, by: { id: string; unit: string }, now: Date): [Notice, NoticeDrafted] {
    const notice = Object.assign(new Notice(), details, {
      id: by.id,
      version: 1,
      announcements: 0,
      state: 'draft',
      owningUnit: by.unit,
      createdAt: now,
      updatedAt: now,
    });
    return [notice, { kind: 'drafted' }];
  }

  get details(): NoticeDetails {
    return { title: this.title, text: this.text };
  }

  /** @returns undefined when nothing differs: then nothing has changed */
  revise(details: NoticeDetails, now: Date): NoticeRevised | undefined {
    this.becomes('edit');
    const changes = differenceOf(this.details, details);
    if (Object.keys(changes).length === 0) return undefined;
    Object.assign(this, details);
    this.changedAt(now);
    return { kind: 'revised', changes };
  }

  publish(now: Date): NoticePublished {
    this.becomes('publish');
    this.changedAt(now);
    return { kind: 'published', changes: { state: { from: 'draft', to: 'published' } } };
  }

  private becomes(action: NoticeAction): void {
    const next = noticeStateAfter(this.state, action);
    if (!next) throw new NoticeAlreadyPublished(this.id);
    this.state = next;
  }

  private changedAt(now: Date): void {
    this.version += 1;
    this.updatedAt = now;
  }
}
