import { Injectable } from '@nestjs/common';
import { AccessPolicy, type Caller } from '@capdev/access';
import { Database, type Transaction } from '@capdev/persistence';
import { Recorder } from '@capdev/service-frame/changes';
import { type Announced, refuseOutdated, refuseOversized } from '@capdev/service-frame/plain';
import type { FindOptionsOrder, FindOptionsWhere } from 'typeorm';
import { theClock } from '../acting.js';
import type { Permission } from '../roles.js';
import { claimCode } from './plan-code.query.js';
import { insertItem } from './item-insert.query.js';
import type { ItemFact, NewItem, PlanItem } from './plan-item.entity.js';
import type { ItemKind } from './item-kind.js';
import { ItemNotFound } from './plan-item.errors.js';
import { takePlan } from './plan-revision.query.js';

/** What telling of one kind of item needs. */
export interface KindOf<Item extends PlanItem, Fact extends ItemFact> {
  readonly kind: ItemKind;
  readonly Entity: new () => Item;
  readonly snapshotOf: (item: Item) => object;
  readonly announcementOf: (item: Item, fact: Fact) => Announced | undefined;
}

/** Which item somebody wants to change, and which version of it they have seen. */
export interface ItemSeen {
  readonly id: string;
  /** Undefined when any will do. */
  readonly seen: number | undefined;
  readonly caller: Caller;
}

/** How items end together with what they belong to. */
export interface Ending {
  readonly reason: string;
  /** The code of what they belong to. */
  readonly withCode: string;
  readonly caller: Caller;
}

/** How items of every kind enter the plan and are changed in it. Whoever lends a transaction has taken the plan in it. */
@Injectable()
export class PlanItems {
  constructor(
    private readonly database: Database,
    private readonly recorder: Recorder,
    private readonly policy: AccessPolicy<Permission>,
  ) {}

  /** Refuses whoever does not answer for what the unit plans. */
  demand(caller: Caller, unit: string): void {
    this.policy.demand(caller, 'plan:edit', unit);
  }

  /** Gives a new item its code; goes together with looking for its parent, so that one answer is waited for. */
  claim(tx: Transaction, { id, code }: NewItem): Promise<void> {
    return claimCode(tx, code, id);
  }

  /** Queues a new item, whose code was claimed, with its traces. */
  add<Item extends PlanItem, Fact extends ItemFact>(
    tx: Transaction,
    kind: KindOf<Item, Fact>,
    item: Item,
    fact: Fact,
    caller: Caller,
  ): void {
    this.demand(caller, item.owningUnit);
    this.record(tx, kind, item, fact, caller);
    insertItem(tx, kind.Entity, item);
  }

  /**
   * Changes one item, for somebody who may.
   *
   * @param act what happens to it; undefined when nothing does
   * @param joined somebody else's transaction, in which the plan is taken already
   */
  change<Item extends PlanItem, Fact extends ItemFact>(
    kind: KindOf<Item, Fact>,
    { id, seen, caller }: ItemSeen,
    act: (item: Item, tx: Transaction) => Fact | undefined | Promise<Fact | undefined>,
    joined?: Transaction,
  ): Promise<Item> {
    return this.database.runInTransaction(async (tx) => {
      if (!joined) await takePlan(tx);
      const item = await this.locked(tx, kind, id);
      this.demand(caller, item.owningUnit);
      refuseOutdated(kind.kind, item.version, seen);
      const fact = await act(item, tx);
      if (fact) {
        // The unit that it comes to has a say, too.
        this.demand(caller, item.owningUnit);
        await this.store(tx, kind, item, fact, caller);
      }
      return item;
    }, joined);
  }

  /** What happens to an item because time has passed: nobody is asked whether they may. */
  async happen<Item extends PlanItem, Fact extends ItemFact>(
    tx: Transaction,
    kind: KindOf<Item, Fact>,
    id: string,
    act: (item: Item) => Fact | undefined,
  ): Promise<void> {
    await takePlan(tx);
    const item = await this.locked(tx, kind, id);
    const fact = act(item);
    if (fact) await this.store(tx, kind, item, fact, theClock);
  }

  /** Changes all that are found, for somebody who answers for each of them. */
  async changeEach<Item extends PlanItem, Fact extends ItemFact>(
    tx: Transaction,
    kind: KindOf<Item, Fact>,
    where: object,
    caller: Caller,
    act: (item: Item) => Fact | undefined,
  ): Promise<Item[]> {
    const found = await tx.manager.find(kind.Entity, {
      where: where as FindOptionsWhere<Item>,
      order: { id: 'ASC' } as FindOptionsOrder<Item>,
      lock: { mode: 'pessimistic_write' },
    });
    for (const item of found) {
      this.demand(caller, item.owningUnit);
      const fact = act(item);
      if (fact) await this.store(tx, kind, item, fact, caller);
    }
    return found;
  }

  private async locked<Item extends PlanItem, Fact extends ItemFact>(
    tx: Transaction,
    { kind, Entity }: KindOf<Item, Fact>,
    id: string,
  ): Promise<Item> {
    const where = { id } as FindOptionsWhere<Item>;
    const item = await tx.manager.findOne(Entity, { where, lock: { mode: 'pessimistic_write' } });
    if (!item) throw new ItemNotFound(kind, id);
    return item;
  }

  /** Writes an item that was changed, with its traces. */
  private async store<Item extends PlanItem, Fact extends ItemFact>(
    tx: Transaction,
    kind: KindOf<Item, Fact>,
    item: Item,
    fact: Fact,
    caller: Caller,
  ): Promise<void> {
    this.record(tx, kind, item, fact, caller);
    await tx.manager.update<PlanItem>(kind.Entity, { id: item.id }, item);
  }

  private record<Item extends PlanItem, Fact extends ItemFact>(
    tx: Transaction,
    { kind, snapshotOf, announcementOf }: KindOf<Item, Fact>,
    item: Item,
    fact: Fact,
    caller: Caller,
  ): void {
    refuseOversized(kind, snapshotOf(item));
    this.recorder.record(tx, {
      aggregate: kind,
      record: item,
      fact,
      announced: announcementOf(item, fact),
      caller,
    });
  }
}
