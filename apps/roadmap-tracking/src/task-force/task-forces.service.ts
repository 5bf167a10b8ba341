import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AccessPolicy, type Caller } from '@capdev/access';
import { cancelDueWork, Database, newId, runOnce, scheduleDueWork, type Transaction } from '@capdev/persistence';
import { Clock, DueWorkHandlers, onceFor, patched, Recorder } from '@capdev/service-frame/changes';
import { refuseOutdated, refuseOversized } from '@capdev/service-frame/plain';
import type { IdempotentRequest } from '@capdev/service-kit';
import { theClock } from '../acting.js';
import type { Permission } from '../roles.js';
import { beginningOf, nextTurn } from './representation.js';
import { TaskForce } from './task-force.entity.js';
import { TaskForceNotFound } from './task-force.errors.js';
import { announcementOf, type TaskForceFact, taskForceSnapshot } from './task-force.events.js';
import { TaskForceMember } from './task-force-member.entity.js';
import { taskForceDetailsOf, TaskForceInput, type TaskForceResponse, taskForceResponse } from './task-forces.dto.js';

/** A term begins, or has ended: whether the task force can act is asked again. */
const turnOfTerm = 'task-force-term-turns';

/** What may be done to task forces. */
@Injectable()
export class TaskForcesService implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly recorder: Recorder,
    private readonly policy: AccessPolicy<Permission>,
    private readonly clock: Clock,
    private readonly dueWork: DueWorkHandlers,
  ) {}

  onModuleInit(): void {
    this.dueWork.on(turnOfTerm, async ({ subjectId, dueAt }, tx, now) => {
      // Work that comes late asks of each day on its own, so that each turn is told with the day on which it was.
      const taskForce = await this.lockedAnyway(tx, subjectId);
      await this.reassess(tx, taskForce, theClock, now, dueAt.toISOString().slice(0, 10));
    });
  }

  async found(input: TaskForceInput, caller: Caller, request?: IdempotentRequest): Promise<TaskForceResponse> {
    return runOnce(this.database, onceFor(caller, request), async (tx) => {
      const by = { id: newId(), unit: caller.unit };
      const [taskForce, fact] = TaskForce.found(taskForceDetailsOf(input), by, this.clock.now());
      this.record(tx, taskForce, fact, caller);
      tx.insert(TaskForce, taskForce);
      return taskForceResponse(taskForce);
    });
  }

  async revise(id: string, patch: unknown, seen: number | undefined, caller: Caller): Promise<TaskForceResponse> {
    return this.database.runInTransaction(async (tx) => {
      const taskForce = await this.locked(tx, id, caller);
      refuseOutdated('task-force', taskForce.version, seen);
      const details = taskForceDetailsOf(await patched(TaskForceInput, taskForce.details, patch));
      const now = this.clock.now();
      const fact = taskForce.revise(details, now);
      if (fact) {
        this.record(tx, taskForce, fact, caller);
        await this.reassess(tx, taskForce, caller, now);
      }
      return taskForceResponse(taskForce);
    });
  }

  /** The task force, which nobody else can change until the transaction ends: everything that is decided in it goes this way. */
  async locked(tx: Transaction, id: string, caller: Caller): Promise<TaskForce> {
    const taskForce = await this.lockedAnyway(tx, id);
    this.policy.demand(caller, 'task-force:edit', taskForce.owningUnit);
    return taskForce;
  }

  /** Asks whether it can act, tells when that has changed, and says when to ask again. Writes the task force. */
  async reassess(
    tx: Transaction,
    taskForce: TaskForce,
    caller: Caller,
    now: Date,
    day = this.clock.today(),
  ): Promise<void> {
    const { id } = taskForce;
    const terms = await tx.manager.findBy(TaskForceMember, { taskForceId: id });
    const turned = taskForce.assess(day, terms, now);
    if (turned) this.record(tx, taskForce, turned, caller);
    await tx.manager.update(TaskForce, { id }, taskForce);
    const next = nextTurn(day, terms);
    if (next === undefined) cancelDueWork(tx, turnOfTerm, id);
    else scheduleDueWork(tx, { kind: turnOfTerm, subjectId: id, dueAt: beginningOf(next) });
  }

  record(tx: Transaction, taskForce: TaskForce, fact: TaskForceFact, caller: Caller): void {
    refuseOversized('task-force', taskForceSnapshot(taskForce, { represented: [], missing: [] }));
    this.recorder.record(tx, {
      aggregate: 'task-force',
      record: taskForce,
      fact,
      announced: announcementOf(taskForce, fact),
      caller,
    });
  }

  private async lockedAnyway(tx: Transaction, id: string): Promise<TaskForce> {
    const taskForce = await tx.manager.findOne(TaskForce, { where: { id }, lock: { mode: 'pessimistic_write' } });
    if (!taskForce) throw new TaskForceNotFound(id);
    return taskForce;
  }
}
