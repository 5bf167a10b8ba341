import type { Changes } from '@capdev/persistence';
import { differenceOf } from '@capdev/service-frame/plain';
import type { MultilingualText } from '@capdev/taxonomy';
import { Column, PrimaryColumn } from 'typeorm';
import type { ItemKind } from './item-kind.js';
import { DayInFuture } from './plan-item.errors.js';

/** What an editor may say of an item of the plan, whatever its kind. */
export interface ItemDetails {
  title: MultilingualText;
  description: MultilingualText | null;
  /** The unit that answers for it. */
  owningUnit: string;
  /** An opaque identifier: who is asked, never a name. */
  focalPoint: string | null;
}

/** What happened to an item. */
export interface ItemFact {
  readonly kind: string;
  readonly changes?: Changes;
}

/** How an item enters the plan. */
export interface NewItem {
  readonly id: string;
  readonly code: string;
}

/** What initiatives, activities and milestones have in common. */
export abstract class PlanItem implements ItemDetails {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('integer')
  version!: number;

  /** How many events have told of it. */
  @Column('integer')
  announcements!: number;

  /** What people call it; unique in the plan, and final. */
  @Column('text')
  code!: string;

  @Column('jsonb')
  title!: MultilingualText;

  @Column('jsonb', { nullable: true })
  description!: MultilingualText | null;

  @Column('text')
  owningUnit!: string;

  @Column('text', { nullable: true })
  focalPoint!: string | null;

  @Column('timestamptz')
  createdAt!: Date;

  @Column('timestamptz')
  updatedAt!: Date;

  abstract readonly kind: ItemKind;
  abstract state: string;

  get itemDetails(): ItemDetails {
    const { title, description, owningUnit, focalPoint } = this;
    return { title, description, owningUnit, focalPoint };
  }

  protected enter(details: object, { id, code }: NewItem, now: Date): this {
    return Object.assign(this, details, { id, code, version: 1, announcements: 0, createdAt: now, updatedAt: now });
  }

  /** Takes the values; nothing has changed when none of them differs. */
  protected change(values: object, now: Date): Changes | undefined {
    const changes = differenceOf<object>(this, values);
    if (Object.keys(changes).length === 0) return undefined;
    Object.assign(this, values, { version: this.version + 1, updatedAt: now });
    // The focal point is a person: the history says that it changed, and not from whom to whom.
    return 'focalPoint' in changes ? { ...changes, focalPoint: {} } : changes;
  }

  /** What is said to have happened has happened. */
  protected refuseFuture(on: string, today: string): void {
    if (on > today) throw new DayInFuture(this.kind, this.code, on, today);
  }
}
