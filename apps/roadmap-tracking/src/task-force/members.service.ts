import { Injectable } from '@nestjs/common';
import type { Caller } from '@capdev/access';
import { type Changes, Database, newId, runOnce, type Transaction } from '@capdev/persistence';
import { Clock, onceFor, patched } from '@capdev/service-frame/changes';
import { refuseOutdated } from '@capdev/service-frame/plain';
import type { IdempotentRequest } from '@capdev/service-kit';
import {
  memberDetailsOf,
  type MemberInput,
  type MemberResponse,
  memberResponse,
  MemberTermInput,
} from './members.dto.js';
import type { TaskForce } from './task-force.entity.js';
import { MemberNotFound } from './task-force.errors.js';
import type { MembersChanged } from './task-force.events.js';
import { TaskForceMember } from './task-force-member.entity.js';
import { TaskForcesService } from './task-forces.service.js';

/** What may be done to the members of a task force; each change stands in its history, without saying who it was. */
@Injectable()
export class MembersService {
  constructor(
    private readonly database: Database,
    private readonly taskForces: TaskForcesService,
    private readonly clock: Clock,
  ) {}

  /** The repeated request is told the identifier alone: an answer that is remembered would outlive an erasure. */
  async appoint(
    taskForceId: string,
    input: MemberInput,
    caller: Caller,
    request?: IdempotentRequest,
  ): Promise<MemberResponse> {
    const { id } = await runOnce(this.database, onceFor(caller, request), async (tx) => {
      const taskForce = await this.taskForces.locked(tx, taskForceId, caller);
      const others = await tx.manager.findBy(TaskForceMember, { taskForceId });
      const { unit, person } = input;
      const details = { ...memberDetailsOf(input), unit, person };
      const member = TaskForceMember.appoint(details, { id: newId(), taskForceId }, others, this.clock.now());
      tx.insert(TaskForceMember, member);
      const { role, startsOn, endsOn } = member;
      const changes = { member: { from: null, to: { id: member.id, unit, role, startsOn, endsOn } }, person: {} };
      await this.changed(tx, taskForce, { kind: 'member-appointed', changes }, caller);
      return { id: member.id };
    });
    return this.database.runInTransaction(async (tx) =>
      memberResponse(await tx.manager.findOneByOrFail(TaskForceMember, { id })),
    );
  }

  async revise(
    [taskForceId, id]: readonly [string, string],
    patch: unknown,
    seen: number | undefined,
    caller: Caller,
  ): Promise<MemberResponse> {
    return this.change(taskForceId, id, seen, caller, async (member, others) => {
      const details = memberDetailsOf(await patched(MemberTermInput, member.details, patch));
      const changes = member.revise(details, others, this.clock.now());
      return changes && { kind: 'member-revised', changes };
    });
  }

  async erase(
    [taskForceId, id]: readonly [string, string],
    seen: number | undefined,
    caller: Caller,
  ): Promise<MemberResponse> {
    return this.change(taskForceId, id, seen, caller, (member) => {
      member.erase(this.clock.today(), this.clock.now());
      return Promise.resolve({ kind: 'member-erased', changes: { person: {} } });
    });
  }

  private async change(
    taskForceId: string,
    id: string,
    seen: number | undefined,
    caller: Caller,
    act: (member: TaskForceMember, all: readonly TaskForceMember[]) => Promise<MembersChanged | undefined>,
  ): Promise<MemberResponse> {
    return this.database.runInTransaction(async (tx) => {
      const taskForce = await this.taskForces.locked(tx, taskForceId, caller);
      const all = await tx.manager.findBy(TaskForceMember, { taskForceId });
      const member = all.find((one) => one.id === id);
      if (!member) throw new MemberNotFound(id, taskForceId);
      refuseOutdated('task-force-member', member.version, seen);
      const fact = await act(member, all);
      if (fact) {
        await tx.manager.update(TaskForceMember, { id }, member);
        const changes: Changes = { member: { to: { id, unit: member.unit } }, ...fact.changes };
        await this.changed(tx, taskForce, { ...fact, changes }, caller);
      }
      return memberResponse(member);
    });
  }

  private async changed(tx: Transaction, taskForce: TaskForce, fact: MembersChanged, caller: Caller): Promise<void> {
    const now = this.clock.now();
    taskForce.membersChanged(now);
    this.taskForces.record(tx, taskForce, fact, caller);
    await this.taskForces.reassess(tx, taskForce, caller, now);
  }
}
