// Builds a service into dist/apps/<service>, a folder that runs alone: npm run build -- course-catalogue
// With --bundle-only it writes main.js alone, for use inside the repository.
import { relative } from 'node:path';
import { parseArgs } from 'node:util';
import { buildDeployable, buildForHere } from './local/deployable.js';
import { root } from './local/paths.js';
import { Halt, program, say, step } from './local/say.js';
import { findServices } from './local/services.js';

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: { 'bundle-only': { type: 'boolean', default: false }, deployable: { type: 'boolean', default: true } },
    });
  } catch (error) {
    throw new Halt(`${(error as Error).message}: npm run build -- [SERVICE …] [--bundle-only]`);
  }
}

void program(async () => {
  const { values, positionals } = readArguments();
  const services = positionals.length > 0 ? positionals.flatMap((name) => findServices(name)) : findServices();
  for (const { name } of services) {
    if (values['bundle-only']) {
      await step(`Bundle of ${name}`, () => buildForHere(name));
      continue;
    }
    const { folder, packages } = await step(`Build of ${name}`, () => buildDeployable(name));
    say(
      `${relative(root, folder)} runs alone, with ${packages} packages: copy it anywhere and run "node main.js" there.`,
    );
  }
});
