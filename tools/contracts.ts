// The promises in libs/contracts: `npm run contracts` lists them, `npm run contracts -- freeze` freezes what is new,
// `npm run contracts -- pack [FOLDER]` makes the npm package for readers outside this repository.
import { join, resolve } from 'node:path';
import { declaredEvents, freeze, frozenEvents } from './contracts/events.js';
import { packContracts } from './contracts/pack.js';
import { root } from './local/paths.js';
import { Halt, program, say } from './local/say.js';

const usage = `Usage: npm run contracts                   lists the events and whether they are frozen
       npm run contracts -- freeze         freezes those that are not; a frozen file is never written again
       npm run contracts -- pack [FOLDER]  makes the npm package for readers elsewhere; FOLDER is dist/contracts unless told`;

void program(async () => {
  const [command = 'list', ...rest] = process.argv.slice(2);
  const known = { list: 0, freeze: 0, pack: 1 }[command];
  if (known === undefined || rest.length > known) throw new Halt(usage);
  if (command === 'pack') await pack(rest[0]);
  else await listOrFreeze(command === 'freeze');
});

async function pack(folder = join(root, 'dist', 'contracts')): Promise<void> {
  const frozen = frozenEvents();
  const fresh = (await declaredEvents()).map(({ definition }) => definition.type).filter((type) => !frozen.has(type));
  if (fresh.length > 0) {
    throw new Halt(
      `Not frozen yet: ${fresh.join(', ')}. A package is a release: run "npm run contracts -- freeze" first.`,
    );
  }
  const tarball = await packContracts(resolve(folder));
  say('Readers install it with "npm install FILE", beside kafkajs; docs/how-to/follow-events.md shows one.');
  console.log(tarball);
}

async function listOrFreeze(freezing: boolean): Promise<void> {
  const frozen = frozenEvents();
  for (const { definition } of await declaredEvents()) {
    const { type } = definition;
    if (freezing && !frozen.has(type)) {
      freeze(definition);
      console.log(`frozen now      ${type}`);
    } else {
      console.log(`${frozen.has(type) ? 'frozen already' : 'not frozen yet'}  ${type}`);
    }
  }
}
