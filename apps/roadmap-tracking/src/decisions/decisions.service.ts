import { Injectable } from '@nestjs/common';
import type { Caller } from '@capdev/access';
import { Database, newId, runOnce, type Transaction } from '@capdev/persistence';
import { Clock, onceFor, patched, Recorder } from '@capdev/service-frame/changes';
import { refuseOutdated, refuseOversized } from '@capdev/service-frame/plain';
import type { IdempotentRequest } from '@capdev/service-kit';
import type { TaskForce } from '../task-force/task-force.entity.js';
import { TaskForceNotConstituted } from '../task-force/task-force.errors.js';
import { representedOn } from '../task-force/task-forces.query.js';
import { TaskForcesService } from '../task-force/task-forces.service.js';
import { Decision } from './decision.entity.js';
import {
  DecisionMeetingPlanned,
  DecisionMeetingUnknown,
  DecisionNotFound,
  DecisionSupersededUnknown,
} from './decision.errors.js';
import { announcementOf, type DecisionFact, decisionSnapshot } from './decision.events.js';
import { decisionDetailsOf, DecisionInput, type DecisionResponse, decisionResponse } from './decisions.dto.js';

const meetingOf = {
  name: 'decision-meeting',
  text: 'SELECT state, held_on AS day FROM meeting WHERE id = $1 AND task_force_id = $2',
};
const nextNumber = {
  name: 'decision-next-number',
  text: 'SELECT coalesce(max(number), 0) + 1 AS number FROM decision WHERE task_force_id = $1',
};

/**
 * What may be done to decisions. The task force is always locked first: so decisions get their numbers one after the other,
 * and nobody joins or leaves, and no meeting moves, while one is adopted.
 */
@Injectable()
export class DecisionsService {
  constructor(
    private readonly database: Database,
    private readonly taskForces: TaskForcesService,
    private readonly recorder: Recorder,
    private readonly clock: Clock,
  ) {}

  async propose(
    taskForceId: string,
    input: DecisionInput,
    caller: Caller,
    request?: IdempotentRequest,
  ): Promise<DecisionResponse> {
    return runOnce(this.database, onceFor(caller, request), async (tx) => {
      await this.taskForces.locked(tx, taskForceId, caller);
      const as = { id: newId(), taskForceId };
      const [decision, fact] = Decision.propose(decisionDetailsOf(input), as, this.clock.now());
      await this.refuseUnknown(tx, decision);
      this.record(tx, decision, fact, caller);
      tx.insert(Decision, decision);
      return decisionResponse(decision);
    });
  }

  async revise(id: string, patch: unknown, seen: number | undefined, caller: Caller): Promise<DecisionResponse> {
    return this.database.runInTransaction(async (tx) => {
      const { decision } = await this.locked(tx, id, seen, caller);
      const details = decisionDetailsOf(await patched(DecisionInput, decision.details, patch));
      const fact = decision.revise(details, this.clock.now());
      if (fact) {
        await this.refuseUnknown(tx, decision);
        await this.store(tx, decision, fact, caller);
      }
      return decisionResponse(decision);
    });
  }

  async adopt(id: string, seen: number | undefined, caller: Caller): Promise<DecisionResponse> {
    return this.database.runInTransaction(async (tx) => {
      const { decision, taskForce } = await this.locked(tx, id, seen, caller);
      const [row] = await tx.query<{ number: number }>(nextNumber, [taskForce.id]);
      const meeting = await this.meetingOf(tx, decision);
      const now = this.clock.now();
      const fact = decision.adopt({ number: row!.number, day: meeting.day }, now);
      if (meeting.state !== 'held') throw new DecisionMeetingPlanned(decision.meetingId, meeting.day);
      const { missing } = await representedOn(tx, taskForce, meeting.day);
      if (missing.length > 0) throw new TaskForceNotConstituted(taskForce.id, meeting.day, missing);
      const predecessor = await this.predecessorOf(tx, decision, meeting.day);
      await this.store(tx, decision, fact, caller);
      if (predecessor) await this.store(tx, predecessor, predecessor.supersede(decision, now), caller);
      return decisionResponse(decision);
    });
  }

  private async locked(
    tx: Transaction,
    id: string,
    seen: number | undefined,
    caller: Caller,
  ): Promise<{ decision: Decision; taskForce: TaskForce }> {
    const found = await tx.manager.findOneBy(Decision, { id });
    if (!found) throw new DecisionNotFound(id);
    const taskForce = await this.taskForces.locked(tx, found.taskForceId, caller);
    const decision = await tx.manager.findOneOrFail(Decision, { where: { id }, lock: { mode: 'pessimistic_write' } });
    refuseOutdated('decision', decision.version, seen);
    return { decision, taskForce };
  }

  private async refuseUnknown(tx: Transaction, decision: Decision): Promise<void> {
    await this.meetingOf(tx, decision);
    await this.predecessorOf(tx, decision);
  }

  private async meetingOf(
    tx: Transaction,
    { meetingId, taskForceId }: Decision,
  ): Promise<{ state: string; day: string }> {
    const [meeting] = await tx.query<{ state: string; day: string }>(meetingOf, [meetingId, taskForceId]);
    if (!meeting) throw new DecisionMeetingUnknown(meetingId, taskForceId);
    return meeting;
  }

  /** The decision whose place it takes, when there is one and it can give way. */
  private async predecessorOf(tx: Transaction, decision: Decision, day?: string): Promise<Decision | undefined> {
    const { supersedesId } = decision;
    if (supersedesId === null) return undefined;
    const lock = { mode: 'pessimistic_write' } as const;
    const predecessor = await tx.manager.findOne(Decision, { where: { id: supersedesId }, lock });
    if (!predecessor && supersedesId !== decision.id) throw new DecisionSupersededUnknown(supersedesId);
    (predecessor ?? decision).refuseSuccessor(decision, day);
    return predecessor ?? undefined;
  }

  private async store(tx: Transaction, decision: Decision, fact: DecisionFact, caller: Caller): Promise<void> {
    this.record(tx, decision, fact, caller);
    await tx.manager.update(Decision, { id: decision.id }, decision);
  }

  private record(tx: Transaction, decision: Decision, fact: DecisionFact, caller: Caller): void {
    refuseOversized('decision', decisionSnapshot(decision));
    this.recorder.record(tx, {
      aggregate: 'decision',
      record: decision,
      fact,
      announced: announcementOf(decision, fact),
      caller,
    });
  }
}
