import { isCalled, type Keeping, type Thing } from './keeping.js';
import { actionPoint, decision, meeting, taskForce } from './task-force.js';

/**
 * The task force with its members, a meeting, and what was decided and agreed there. It is constituted as soon as every unit
 * that has to be there is there.
 */
export async function loadTaskForce(keeping: Keeping): Promise<void> {
  const { name, terms, requiredUnits, startsOn, members } = taskForce;
  const about = { name, terms, requiredUnits };
  const { id } = await keeping.ensure('/task-forces?lang=*', isCalled(name), about);
  const path = `/task-forces/${id}`;
  for (const member of members) {
    // A unit that has named somebody else since keeps whom it has named.
    const body = { ...member, startsOn };
    await keeping.ensure(`${path}/members?unit=${member.unit}`, () => true, body);
  }
  const held = await keeping.ensure(`${path}/meetings?lang=*`, isCalled(meeting.title), meeting);
  const list = `${path}/decisions?lang=*`;
  const proposed = { ...decision, meetingId: held.id };
  const known = await keeping.ensure<Thing & { state: string }>(list, isCalled(decision.title), proposed);
  if (known.state === 'proposed') await keeping.act(`/decisions/${known.id}`, 'adoption');
  await keeping.ensure(`/action-points?lang=*&taskForce=${id}`, isCalled(actionPoint.title), {
    ...actionPoint,
    taskForceId: id,
    meetingId: held.id,
    decisionId: known.id,
  });
}
