import { join } from 'node:path';
import { bundleService } from '../local/bundle.js';
import { Halt, step } from '../local/say.js';
import { presentTree, type Tree } from './revision.js';
import type { Stage } from './stage.js';
import { publishAndWatch, type Told } from './story.js';

/** Whose earlier build it is, and whose present one. */
export const older = 'course-catalogue';
export const present = 'roadmap-tracking';

/** Builds both, starts both, lets the one publish, sees what arrives in the other, and stops them. */
export async function sideBySide(stage: Stage, earlier: Tree, asOf: string): Promise<Told> {
  const [olderMain, presentMain] = [
    await step(`Build of ${older} as of ${asOf}`, () => buildIn(earlier, older, stage)),
    await step(`Build of ${present} as it is`, () => buildIn(presentTree, present, stage)),
  ];
  const [catalogue, roadmap] = await Promise.all([
    step(`${older} as of ${asOf}`, () => stage.start(older, olderMain)),
    step(`${present} as it is`, () => stage.start(present, presentMain)),
  ]);
  try {
    return await publishAndWatch(catalogue, roadmap);
  } finally {
    // A process that goes on listening would take from the tests what they have sent to themselves.
    await Promise.all([catalogue.stop(), roadmap.stop()]);
  }
}

/** An earlier state is built by its own tools. What others have built of the present one stays as it is. */
async function buildIn(tree: Tree, service: string, stage: Stage): Promise<string> {
  if (tree === presentTree) return bundleService(service, { folder: join(stage.folder, service) });
  const code = await tree.run('build', ['--bundle-only', service]);
  if (code !== 0) throw new Halt(`${service} cannot be built in ${tree.folder}.`);
  return join(tree.folder, 'dist', 'apps', service, 'main.js');
}
