import { Injectable } from '@nestjs/common';
import type { Caller } from '@capdev/access';
import { type Changes, Database, newId, runOnce, type Transaction } from '@capdev/persistence';
import { Clock, onceFor, patched, Recorder } from '@capdev/service-frame/changes';
import { refuseOutdated } from '@capdev/service-frame/plain';
import type { IdempotentRequest } from '@capdev/service-kit';
import { TaskForcesService } from '../task-force/task-forces.service.js';
import { Meeting } from './meeting.entity.js';
import { MeetingNotFound } from './meeting.errors.js';
import { meetingDetailsOf, MeetingInput, type MeetingResponse, meetingResponse } from './meetings.dto.js';

const decidedIn = {
  name: 'meeting-decided',
  text: 'SELECT EXISTS (SELECT FROM decision WHERE meeting_id = $1 AND number IS NOT NULL) AS decided',
};

/** What may be done to meetings. */
@Injectable()
export class MeetingsService {
  constructor(
    private readonly database: Database,
    private readonly taskForces: TaskForcesService,
    private readonly recorder: Recorder,
    private readonly clock: Clock,
  ) {}

  async call(
    taskForceId: string,
    input: MeetingInput,
    caller: Caller,
    request?: IdempotentRequest,
  ): Promise<MeetingResponse> {
    return runOnce(this.database, onceFor(caller, request), async (tx) => {
      await this.taskForces.locked(tx, taskForceId, caller);
      const meeting = Meeting.call(meetingDetailsOf(input), { id: newId(), taskForceId }, this.time());
      this.record(tx, meeting, input.state === 'held' ? 'held' : 'planned', {}, caller);
      tx.insert(Meeting, meeting);
      return meetingResponse(meeting);
    });
  }

  async revise(id: string, patch: unknown, seen: number | undefined, caller: Caller): Promise<MeetingResponse> {
    return this.database.runInTransaction(async (tx) => {
      const found = await tx.manager.findOneBy(Meeting, { id });
      if (!found) throw new MeetingNotFound(id);
      // The task force first, as for adopting: nothing is adopted in a meeting whose day is being changed.
      await this.taskForces.locked(tx, found.taskForceId, caller);
      const meeting = await tx.manager.findOneOrFail(Meeting, { where: { id }, lock: { mode: 'pessimistic_write' } });
      refuseOutdated('meeting', meeting.version, seen);
      const details = meetingDetailsOf(await patched(MeetingInput, meeting.details, patch));
      const [row] = await tx.query<{ decided: boolean }>(decidedIn, [id]);
      const changes = meeting.revise(details, row!.decided, this.time());
      if (changes) {
        this.record(tx, meeting, 'revised', changes, caller);
        await tx.manager.update(Meeting, { id }, meeting);
      }
      return meetingResponse(meeting);
    });
  }

  private time(): { today: string; now: Date } {
    return { today: this.clock.today(), now: this.clock.now() };
  }

  private record(tx: Transaction, record: Meeting, kind: string, changes: Changes, caller: Caller): void {
    this.recorder.record(tx, { aggregate: 'meeting', record, fact: { kind, changes }, caller });
  }
}
