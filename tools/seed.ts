// Loads the demonstration data of the services that run through their APIs; may be run again at any time:
// npm run seed [-- SERVICE] [--url …] [--token …]
import { argumentsBy } from './local/arguments.js';
import { catalogueAddress, connect, connectHere, roadmapAddress } from './import/options.js';
import { Halt, program, say } from './local/say.js';
import { type Demonstrated, demonstrated, isDemonstrated } from './seed/demonstrated.js';
import { loadDemo } from './seed/load-demo.js';
import { loadRoadmap } from './seed/roadmap/load-roadmap.js';

const usage = 'npm run seed [-- course-catalogue|roadmap-tracking] [--url ADDRESS] [--token TOKEN]';

interface Seed {
  readonly address: string;
  /** Ends with false when something was refused. */
  readonly load: (url: string, token: string | undefined) => Promise<boolean>;
}

const seeds: Readonly<Record<Demonstrated, Seed>> = {
  'course-catalogue': { address: process.env.CAPDEV_URL ?? catalogueAddress, load: seedCatalogue },
  'roadmap-tracking': { address: process.env.CAPDEV_ROADMAP_URL ?? roadmapAddress, load: seedRoadmap },
};

void program(async () => {
  const { service, url, token } = readArguments();
  if (service) return (await seeds[service].load(url ?? seeds[service].address, token)) ? 0 : 1;
  let failures = 0;
  let found = 0;
  for (const { address, load } of Object.values(seeds)) {
    if (!(await answers(address))) continue;
    found += 1;
    if (!(await load(address, token))) failures += 1;
  }
  if (found === 0)
    throw new Halt('No service answers on this machine: start them with "npm start", or say where one is.');
  return failures;
});

function readArguments() {
  const { values, positionals } = argumentsBy(
    { allowPositionals: true, options: { url: { type: 'string' }, token: { type: 'string' } } },
    (sentence) => `${sentence}: ${usage}`,
  );
  const [service, ...rest] = positionals;
  if (rest.length > 0 || (service !== undefined && !isDemonstrated(service)) || (values.url && !service)) {
    throw new Halt(
      `Say at most one of ${demonstrated.join(' and ')}, and which one when you give an address: ${usage}`,
    );
  }
  return { service, ...values };
}

async function answers(address: string): Promise<boolean> {
  return (await fetch(new URL('/health/ready', address)).catch(() => undefined)) !== undefined;
}

async function seedCatalogue(url: string, token: string | undefined): Promise<boolean> {
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
  return courses.rejected === 0;
}

/** Several persons keep a roadmap, so one token would not do: tokens are signed here, and the roadmap is on this machine. */
async function seedRoadmap(url: string, token: string | undefined): Promise<boolean> {
  if (token) say('The roadmap takes no --token: its demonstration speaks for several persons of this machine.');
  const { recommendations, milestones, created } = await loadRoadmap((subject, unit, role) =>
    connectHere({ url, unit, subject, roles: [role], what: 'roadmap' }),
  );
  process.stdout.write(
    `Demonstration roadmap: ${recommendations} recommendations, ${milestones} milestones; ${created} things are new.\n`,
  );
  return true;
}
