import { Injectable } from '@nestjs/common';
import { AccessPolicy, type Caller } from '@capdev/access';
import { Database, newId, runOnce, type Transaction } from '@capdev/persistence';
import { Clock, onceFor, Recorder } from '@capdev/service-frame/changes';
import { refuseOutdated } from '@capdev/service-frame/plain';
import type { IdempotentRequest } from '@capdev/service-kit';
import type { Permission } from '../roles.js';
import { Concern } from './concern.entity.js';
import { ConcernNotFound } from './concern.errors.js';
import type { ConcernFact } from './concern.events.js';
import { type ConcernAnswerInput, type ConcernInput, type ConcernResponse, concernResponse } from './concerns.dto.js';
import { concerned } from './concerns.query.js';

/** What may be done to concerns. The secretariat writes down who is concerned; the unit that follows it up answers. */
@Injectable()
export class ConcernsService {
  constructor(
    private readonly database: Database,
    private readonly recorder: Recorder,
    private readonly policy: AccessPolicy<Permission>,
    private readonly clock: Clock,
  ) {}

  async raise(
    recommendationId: string,
    input: ConcernInput,
    caller: Caller,
    request?: IdempotentRequest,
  ): Promise<ConcernResponse> {
    return runOnce(this.database, onceFor(caller, request), async (tx) => {
      const { unit, datedOn } = await concerned(tx, recommendationId);
      this.policy.demand(caller, 'recommendation:edit', unit);
      const of = { id: newId(), recommendationId };
      const bounds = { datedOn, today: this.clock.today() };
      const { kind, raisedBy, raisedOn, text } = input;
      const [concern, fact] = Concern.raise({ kind, raisedBy, raisedOn, text }, of, bounds, this.clock.now());
      this.record(tx, concern, fact, caller);
      tx.insert(Concern, concern);
      return concernResponse(concern);
    });
  }

  async answer(
    id: string,
    { text, answeredOn }: ConcernAnswerInput,
    seen: number | undefined,
    caller: Caller,
  ): Promise<ConcernResponse> {
    return this.database.runInTransaction(async (tx) => {
      const concern = await tx.manager.findOne(Concern, { where: { id }, lock: { mode: 'pessimistic_write' } });
      if (!concern) throw new ConcernNotFound(id);
      const { unit } = await concerned(tx, concern.recommendationId);
      this.policy.demand(caller, 'recommendation:follow', unit);
      refuseOutdated('concern', concern.version, seen);
      const fact = concern.reply(text, answeredOn, this.clock.today(), this.clock.now());
      this.record(tx, concern, fact, caller);
      await tx.manager.update(Concern, { id }, concern);
      return concernResponse(concern);
    });
  }

  private record(tx: Transaction, concern: Concern, fact: ConcernFact, caller: Caller): void {
    this.recorder.record(tx, {
      aggregate: 'concern',
      record: concern,
      fact,
      caller,
    });
  }
}
