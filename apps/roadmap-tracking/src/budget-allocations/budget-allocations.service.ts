import { Injectable } from '@nestjs/common';
import { AccessPolicy, type Caller } from '@capdev/access';
import { Database, newId, runOnce, type Transaction } from '@capdev/persistence';
import { Clock, onceFor, Recorder } from '@capdev/service-frame/changes';
import type { IdempotentRequest } from '@capdev/service-kit';
import { BudgetBooks } from '../budget/budget-books.service.js';
import { actualOf, type Entry, enter, neededAfter } from '../budget/ledger.query.js';
import { amountIn, exceeds, minus, shownIn, zero } from '../budget/money.js';
import type { BudgetLine } from '../budget-lines/budget-line.entity.js';
import { takePlan } from '../plan/plan-revision.query.js';
import type { Permission } from '../roles.js';
import { activityOf, type AllocatedActivity, refuseCancelled } from './allocated-activity.query.js';
import { BudgetAllocation, type Booked, type NeededLater } from './budget-allocation.entity.js';
import { ActualInFuture, ActualNotFound, AllocationNotFound, CorrectionTooEarly } from './budget-allocation.errors.js';
import type { AllocationChanged } from './budget-allocation.events.js';
import {
  type AllocationInput,
  type AllocationResponse,
  allocationResponse,
  type BookingResponse,
  type CorrectionInput,
  type DecommitmentInput,
  type MovementInput,
} from './budget-allocations.dto.js';

/** An allocation in its place, everything locked. */
interface Place {
  readonly tx: Transaction;
  readonly allocation: BudgetAllocation;
  readonly line: BudgetLine;
  readonly activity: AllocatedActivity;
  readonly now: Date;
}

type Movement = Pick<Entry, 'kind' | 'amount' | 'reason' | 'correctsId'>;

/**
 * What may be done with the money of a line: it is given to activities and taken back, which is for those who may act for the
 * line's unit and the activity's; and it is promised and spent, which is for those who may act for the activity's.
 */
@Injectable()
export class BudgetAllocationsService {
  constructor(
    private readonly database: Database,
    private readonly books: BudgetBooks,
    private readonly recorder: Recorder,
    private readonly policy: AccessPolicy<Permission>,
    private readonly clock: Clock,
  ) {}

  async allocate(input: AllocationInput, caller: Caller, request?: IdempotentRequest): Promise<AllocationResponse> {
    return runOnce(this.database, onceFor(caller, request), async (tx) => {
      await takePlan(tx);
      const [line] = (await this.books.lockedFor(tx, [{ pointer: '/lineId', id: input.lineId }])) as [BudgetLine];
      const activity = await activityOf(tx, input.activityId);
      this.policy.demand(caller, 'budget:allocate', line.owningUnit);
      this.policy.demand(caller, 'budget:allocate', activity.owningUnit);
      refuseCancelled(activity);
      line.refuseDay(input.on);
      const [amount, now] = [amountIn(line.currency, input.amount), this.clock.now()];
      const where = { lineId: line.id, activityId: activity.id };
      const present = await tx.manager.findOne(BudgetAllocation, { where, lock: { mode: 'pessimistic_write' } });
      const allocation = present ?? BudgetAllocation.begin({ id: newId(), ...where }, now);
      const later = await neededAfter(tx, input.on, { lineId: line.id });
      await this.books.store(tx, line, line.allocate(amount, later.line, now), caller);
      this.record(tx, allocation, allocation.grow(amount, now), caller);
      if (present) await tx.manager.update(BudgetAllocation, { id: allocation.id }, allocation);
      else tx.insert(BudgetAllocation, allocation);
      enter(tx, entryOf(allocation, input.on, { kind: 'allocation', amount, reason: input.reason }), caller, now);
      return allocationResponse({ ...allocation, currency: line.currency });
    });
  }

  async release(
    id: string,
    input: MovementInput,
    caller: Caller,
    request?: IdempotentRequest,
  ): Promise<BookingResponse> {
    return this.move(id, input.on, caller, request, async (place, later) => {
      const { line, allocation, now } = place;
      this.policy.demand(caller, 'budget:allocate', line.owningUnit);
      const amount = amountIn(line.currency, input.amount);
      const fact = allocation.release(amount, later, now);
      await this.books.store(place.tx, line, line.release(amount, now), caller);
      return { fact, settled: zero, entry: { kind: 'release', amount, reason: input.reason } };
    });
  }

  async commit(
    id: string,
    input: MovementInput,
    caller: Caller,
    request?: IdempotentRequest,
  ): Promise<BookingResponse> {
    return this.move(id, input.on, caller, request, async (place, later) => {
      refuseCancelled(place.activity);
      const amount = amountIn(place.line.currency, input.amount);
      const booked = place.allocation.commit(amount, later, place.now);
      return this.booked(place, booked, { kind: 'commitment', amount, reason: input.reason }, caller);
    });
  }

  async decommit(
    id: string,
    input: DecommitmentInput,
    caller: Caller,
    request?: IdempotentRequest,
  ): Promise<BookingResponse> {
    return this.move(id, input.on, caller, request, async (place, later) => {
      const amount = amountIn(place.line.currency, input.amount);
      const booked = place.allocation.decommit(amount, later, place.now);
      return this.booked(place, booked, { kind: 'decommitment', amount, reason: input.reason }, caller);
    });
  }

  async spend(id: string, input: MovementInput, caller: Caller, request?: IdempotentRequest): Promise<BookingResponse> {
    return this.move(id, input.on, caller, request, async (place, later) => {
      this.refuseFuture(input.on);
      const amount = amountIn(place.line.currency, input.amount);
      const booked = place.allocation.spend(amount, later, place.now);
      return this.booked(place, booked, { kind: 'actual', amount, reason: input.reason }, caller);
    });
  }

  async correct(
    id: string,
    input: CorrectionInput,
    caller: Caller,
    request?: IdempotentRequest,
  ): Promise<BookingResponse> {
    const { on, reason } = input;
    const actualId = input.actualId.toLowerCase();
    return this.move(id, on, caller, request, async (place, later) => {
      this.refuseFuture(on);
      const actual = await actualOf(place.tx, actualId, id);
      if (!actual) throw new ActualNotFound(actualId);
      if (on < actual.lastOn) throw new CorrectionTooEarly(on, actual.lastOn);
      const right = amountIn(place.line.currency, input.amount);
      const booked = place.allocation.correct(actual.amount, right, later, place.now);
      const difference = minus(right, actual.amount);
      return this.booked(
        place,
        booked,
        { kind: 'correction', amount: difference, reason, correctsId: actualId },
        caller,
      );
    });
  }

  /** A movement of what an activity was given already. */
  private async move(
    id: string,
    on: string,
    caller: Caller,
    request: IdempotentRequest | undefined,
    act: (place: Place, later: NeededLater) => Promise<{ fact: AllocationChanged; settled: string; entry: Movement }>,
  ): Promise<BookingResponse> {
    return runOnce(this.database, onceFor(caller, request), async (tx) => {
      await takePlan(tx);
      const place = await this.place(tx, id);
      const { allocation, line, activity, now } = place;
      this.policy.demand(caller, 'budget:allocate', activity.owningUnit);
      line.refuseDay(on);
      const later = await neededAfter(tx, on, { lineId: line.id, allocationId: id });
      const { fact, settled, entry } = await act(place, { ...later, currency: line.currency });
      this.record(tx, allocation, fact, caller);
      await tx.manager.update(BudgetAllocation, { id }, allocation);
      if (exceeds(settled, zero)) {
        enter(
          tx,
          entryOf(allocation, on, { kind: 'decommitment', amount: settled, reason: entry.reason }),
          caller,
          now,
        );
      }
      const written = entryOf(allocation, on, entry);
      enter(tx, written, caller, now);
      const answer = allocationResponse({ ...allocation, currency: line.currency });
      return { ...answer, entryId: written.id, settled: shownIn(line.currency, settled) };
    });
  }

  private async booked({ tx, line, now }: Place, { fact, movement, settled }: Booked, entry: Movement, caller: Caller) {
    await this.books.store(tx, line, line.book(movement, now), caller);
    return { fact, settled, entry };
  }

  /** The line first, as everybody does; then the allocation as it is under that lock. */
  private async place(tx: Transaction, id: string): Promise<Place> {
    const found = await tx.manager.findOne(BudgetAllocation, { where: { id } });
    if (!found) throw new AllocationNotFound(id);
    const line = await this.books.locked(tx, found.lineId);
    const allocation = await tx.manager.findOneOrFail(BudgetAllocation, {
      where: { id },
      lock: { mode: 'pessimistic_write' },
    });
    return { tx, allocation, line, activity: await activityOf(tx, allocation.activityId), now: this.clock.now() };
  }

  private refuseFuture(on: string): void {
    const today = this.clock.today();
    if (on > today) throw new ActualInFuture(on, today);
  }

  private record(tx: Transaction, allocation: BudgetAllocation, fact: AllocationChanged, caller: Caller): void {
    this.recorder.record(tx, {
      aggregate: 'budget-allocation',
      record: allocation,
      fact,
      caller,
    });
  }
}

function entryOf({ id, lineId, activityId }: BudgetAllocation, on: string, movement: Movement): Entry & { id: string } {
  return { id: newId(), lineId, allocation: { id, activityId }, on, ...movement };
}
