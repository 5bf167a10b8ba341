// Brings up the whole system on this machine, or one service of it: npm start [-- SERVICE]. Ctrl-C ends all of it.
import { requireDisk } from './local/disk.js';
import { local } from './local/paths.js';
import { Run } from './local/run-record.js';
import { Halt, hushSteps, program, say } from './local/say.js';
import { stateOf } from './local/service-process.js';
import { findServices, type Service } from './local/services.js';
import { LocalSystem } from './local/system.js';
import { table } from './local/table.js';
import { thingsToTry } from './local/things-to-try.js';

async function main(): Promise<number> {
  const services = wantedServices(process.argv.slice(2));
  requireDisk();
  const signalled = new Promise<'signalled'>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve('signalled'));
  });
  const run = await Run.claim(
    local('run.json'),
    (pid) =>
      `The system already runs from this folder (process ${pid}): use it, or end it first with Ctrl-C in its terminal or "kill ${pid}".`,
  );
  const system = new LocalSystem(run, services);
  try {
    await system.requirements();
  } catch (error) {
    await run.release();
    throw error;
  }
  let failure: string | undefined;
  try {
    const outcome = await Promise.race([system.up(), signalled]);
    if (outcome !== 'signalled') {
      await showSummary(services);
      await signalled;
    }
  } catch (error) {
    failure = error instanceof Halt ? error.message : `Starting failed: ${(error as Error).stack}`;
  }
  hushSteps();
  if (!failure) say('Stopping …');
  await system.down();
  // Last, so that nobody has to look for it.
  say(failure ?? 'Everything is stopped. The data stays in .local/ until "npm run reset".');
  return failure ? 1 : 0;
}

function wantedServices(args: string[]): Service[] {
  if (args.length > 1 || args[0]?.startsWith('-'))
    throw new Halt('npm start takes at most the name of one service: npm start -- course-catalogue');
  return findServices(args[0]);
}

async function showSummary(services: Service[]): Promise<void> {
  const rows = await Promise.all(
    services.map(async (service) => {
      const address = `http://127.0.0.1:${service.port}`;
      return [service.name, address, `${address}/docs`, await stateOf(service)];
    }),
  );
  const things = thingsToTry(services).map((line, index) => `  ${index + 1}. ${line}`);
  const parts = [
    table(['service', 'address', 'API page', 'state'], rows),
    'Three things to try, in another terminal:',
    ...things,
  ];
  process.stdout.write(`\n${parts.join('\n')}\n\nCtrl-C stops everything.\n`);
}

// Exits by itself as soon as nothing is left; a stray timer must not keep a stopped system on the screen.
void program(main).then(() => process.exit());
