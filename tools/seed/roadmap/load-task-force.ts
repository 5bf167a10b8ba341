import { isCalled, type Keeping, type Thing } from './keeping.js';
import { taskForce } from './task-force.js';

/** The task force with its members; it is constituted as soon as every unit that has to be there is there. */
export async function loadTaskForce(keeping: Keeping): Promise<string> {
  const { name, terms, requiredUnits, startsOn, members } = taskForce;
  const about = { name, terms, requiredUnits };
  const { id } = await keeping.ensure<Thing>('/task-forces?lang=*', isCalled(name), about);
  for (const member of members) {
    // A unit that has named somebody else since keeps whom it has named.
    const list = `/task-forces/${id}/members?unit=${member.unit}`;
    await keeping.ensure<Thing>(list, () => true, { ...member, startsOn });
  }
  return id;
}
