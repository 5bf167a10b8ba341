import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AccessPolicy, type Caller } from '@capdev/access';
import { cancelDueWork, Database, newId, runOnce, scheduleDueWork, type Transaction } from '@capdev/persistence';
import { Clock, DueWorkHandlers, onceFor, Recorder } from '@capdev/service-frame/changes';
import { refuseOutdated } from '@capdev/service-frame/plain';
import type { IdempotentRequest } from '@capdev/service-kit';
import { theClock } from '../acting.js';
import { takePlan } from '../plan/plan-revision.query.js';
import type { Permission } from '../roles.js';
import { daysAfter } from '../schedule/working-days.js';
import { ItemAlreadyOverridden, OverrideExpiryOutOfRange, OverrideNotFound } from './health.errors.js';
import { HealthOverride, type OverrideFact } from './health-override.entity.js';
import { type OverrideInput, type OverrideResponse, overrideResponse } from './overrides.dto.js';
import { activeOverrideOf, unitOfOverridden } from './overrides.query.js';

/** Longer than a quarter, nobody remembers why. */
const longestDays = 90;
const expiry = 'override-expiry';

/** Says otherwise than the measures, for a while. */
@Injectable()
export class OverridesService implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly recorder: Recorder,
    private readonly policy: AccessPolicy<Permission>,
    private readonly clock: Clock,
    private readonly handlers: DueWorkHandlers,
  ) {}

  onModuleInit(): void {
    this.handlers.on(expiry, ({ subjectId }, tx, now) => this.expire(tx, subjectId, now));
  }

  async give(input: OverrideInput, caller: Caller, request?: IdempotentRequest): Promise<OverrideResponse> {
    return runOnce(this.database, onceFor(caller, request), async (tx) => {
      await takePlan(tx);
      const itemId = input.itemId.toLowerCase();
      const unit = await unitOfOverridden(tx, itemId);
      this.policy.demand(caller, 'health:override', unit);
      const { status, reason, expiresOn } = input;
      this.refuseTooLong(expiresOn);
      const present = await activeOverrideOf(tx, itemId);
      // Its last day is over, and the work that ends it is late.
      if (present && present.expiresOn < this.clock.today()) await this.expire(tx, present.id, this.clock.now());
      else if (present) throw new ItemAlreadyOverridden(itemId, present.id, present.expiresOn);
      const details = { itemId, status, reason, expiresOn };
      const [override, fact] = HealthOverride.give(details, { id: newId(), unit }, this.clock.now());
      this.record(tx, override, fact, caller);
      tx.insert(HealthOverride, override);
      const dueAt = new Date(`${daysAfter(expiresOn, 1)}T00:00:00Z`);
      scheduleDueWork(tx, { kind: expiry, subjectId: override.id, dueAt });
      return overrideResponse(override);
    });
  }

  async withdraw(id: string, reason: string, seen: number | undefined, caller: Caller): Promise<OverrideResponse> {
    return this.database.runInTransaction(async (tx) => {
      await takePlan(tx);
      const override = await this.locked(tx, id);
      if (!override) throw new OverrideNotFound(id);
      this.policy.demand(caller, 'health:override', override.owningUnit);
      refuseOutdated('health-override', override.version, seen);
      await this.store(tx, override, override.withdraw(reason, this.clock.now()), caller);
      cancelDueWork(tx, expiry, id);
      return overrideResponse(override);
    });
  }

  private async expire(tx: Transaction, id: string, now: Date): Promise<void> {
    await takePlan(tx);
    const override = await this.locked(tx, id);
    const fact = override?.expire(now.toISOString().slice(0, 10), now);
    if (override && fact) await this.store(tx, override, fact, theClock);
  }

  private refuseTooLong(expiresOn: string): void {
    const today = this.clock.today();
    const latest = daysAfter(today, longestDays);
    if (expiresOn < today || expiresOn > latest) throw new OverrideExpiryOutOfRange(expiresOn, today, latest);
  }

  private locked(tx: Transaction, id: string): Promise<HealthOverride | null> {
    return tx.manager.findOne(HealthOverride, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  private async store(tx: Transaction, override: HealthOverride, fact: OverrideFact, caller: Caller): Promise<void> {
    this.record(tx, override, fact, caller);
    await tx.manager.update(HealthOverride, { id: override.id }, override);
  }

  private record(tx: Transaction, override: HealthOverride, fact: OverrideFact, caller: Caller): void {
    this.recorder.record(tx, { aggregate: 'health-override', record: override, fact, caller });
  }
}
