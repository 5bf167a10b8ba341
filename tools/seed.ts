// Loads the small demonstration catalogue through the API; may be run again at any time: npm run seed [-- --url …]
import { parseArgs } from 'node:util';
import { catalogueAddress, connect } from './import/options.js';
import { Halt, program, say } from './local/say.js';
import { loadDemo } from './seed/load-demo.js';

function readArguments() {
  try {
    return parseArgs({
      options: {
        url: { type: 'string', default: process.env.CAPDEV_URL ?? catalogueAddress },
        token: { type: 'string' },
      },
    }).values;
  } catch (error) {
    throw new Halt(`${(error as Error).message}: npm run seed [-- --url ADDRESS] [--token TOKEN]`);
  }
}

void program(async () => {
  const { url, token } = readArguments();
  const client = await connect({ url, unit: 'BDT', token });
  const rejected: string[] = [];
  const { courses, newProviders, newOfferings } = await loadDemo(client, 'BDT', (line) => {
    if (!/^row +\d+ {2}(created|updated|unchanged)/.test(line)) rejected.push(line);
  });
  for (const line of rejected) say(line);
  const total = courses.created + courses.updated + courses.unchanged;
  process.stdout.write(
    `Demonstration catalogue: ${total} courses (${courses.created} new), ${newProviders} new providers, ${newOfferings} new offerings.\n`,
  );
  return courses.rejected > 0 ? 1 : 0;
});
