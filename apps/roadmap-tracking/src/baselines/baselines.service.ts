import { Injectable } from '@nestjs/common';
import type { Caller } from '@capdev/access';
import { Database, newId, runOnce, violatedConstraint } from '@capdev/persistence';
import { Clock, onceFor, Recorder } from '@capdev/service-frame/changes';
import type { IdempotentRequest } from '@capdev/service-kit';
import { takePlan } from '../plan/plan-revision.query.js';
import { Baseline } from './baseline.entity.js';
import { BaselineNameTaken } from './baseline.errors.js';
import { announcementOf } from './baseline.events.js';
import { type BaselineInput, type BaselineResponse, baselineResponse } from './baselines.dto.js';
import { countItems, keepItems } from './kept-items.query.js';

/** Keeps the plan under a name. */
@Injectable()
export class BaselinesService {
  constructor(
    private readonly database: Database,
    private readonly recorder: Recorder,
    private readonly clock: Clock,
  ) {}

  async take(
    { name, note = null }: BaselineInput,
    caller: Caller,
    request?: IdempotentRequest,
  ): Promise<BaselineResponse> {
    const taken = runOnce(this.database, onceFor(caller, request), async (tx) => {
      await takePlan(tx);
      const about = { id: newId(), name, note, takenOn: this.clock.today(), itemCount: await countItems(tx) };
      const [baseline, fact] = Baseline.take(about, this.clock.now());
      this.recorder.record(tx, {
        aggregate: 'baseline',
        record: baseline,
        fact,
        announced: announcementOf(baseline, fact),
        caller,
      });
      tx.insert(Baseline, baseline);
      keepItems(tx, baseline.id);
      return baselineResponse(baseline);
    });
    return taken.catch((error: unknown) => {
      throw violatedConstraint(error) === 'baseline_name' ? new BaselineNameTaken(name) : error;
    });
  }
}
