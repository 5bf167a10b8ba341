// Puts an earlier build of the catalogue beside the present roadmap: npm run beside -- [REVISION] [--without-tests]
// What it proves and how to read it: docs/how-to/release-a-service-alone.md
import { type CheckedOut, checkOut, knownRevision, presentTree, revisionBefore } from './beside/revision.js';
import { older, present, sideBySide } from './beside/side-by-side.js';
import { Stage } from './beside/stage.js';
import { argumentsBy } from './local/arguments.js';
import { Halt, program, say, step } from './local/say.js';
import { whenInterrupted } from './local/throw-away.js';

void program(async () => {
  const { asked, tests } = readArguments(process.argv.slice(2));
  const revision = asked === undefined ? revisionBefore(older) : knownRevision(asked);
  if (revision === undefined)
    throw new Halt(`This clone reaches no build before the present one: name a revision, or fetch the whole history.`);
  const earlier = await step(`The repository as of ${revision}`, () => Promise.resolve(checkOut(revision)));
  const stage = await step('PostgreSQL and Kafka', () => Stage.open()).catch((error: unknown) => {
    earlier.remove();
    throw error;
  });
  let end: Promise<void> | undefined;
  const takeDown = (): Promise<void> =>
    (end ??= Promise.all([earlier.stop(), presentTree.stop()])
      .then(() => stage.close())
      .finally(() => earlier.remove()));
  whenInterrupted(takeDown);
  try {
    const verdicts = [await meet(earlier, revision, stage)];
    if (tests) verdicts.push(...(await testsTogether(earlier, revision, stage)));
    return verdicts.every(Boolean) ? 0 : 1;
  } finally {
    await takeDown();
  }
}).finally(() => process.exit());

/** The earlier catalogue publishes, and the present roadmap hears of it. */
async function meet(earlier: CheckedOut, revision: string, stage: Stage): Promise<boolean> {
  const { course, evidence, published } = await sideBySide(stage, earlier, revision);
  const [before, after] = published;
  const verdicts = [evidence.length === 1 && evidence[0]!.subject === course, after === before + 1];
  print(true, `${older} as of ${revision} published course ${course}`);
  print(verdicts[0]!, `${present} as it is has evidence of it: ${JSON.stringify(evidence)}`);
  print(verdicts[1]!, `${present} as it is counts ${after} published courses of BDT, ${before} before`);
  return verdicts.every(Boolean);
}

/** Each build's own tests, at the same time, on the same servers: the tests of the one send what those of the other hear. */
async function testsTogether(earlier: CheckedOut, revision: string, stage: Stage): Promise<boolean[]> {
  say('  Both run their tests, on the same PostgreSQL and Kafka …');
  const env = { ...process.env, POSTGRES_URL: stage.postgresUrl, KAFKA_BROKERS: stage.brokers };
  const [old, now] = await Promise.all([
    earlier.run('test', ['--maxWorkers=1', `apps/${older}`], env),
    presentTree.run('test', ['--maxWorkers=1', `apps/${present}`], env),
  ]);
  print(old === 0, `the tests of ${older} as of ${revision}`);
  print(now === 0, `the tests of ${present} as it is`);
  return [old === 0, now === 0];
}

function print(good: boolean, line: string): void {
  process.stdout.write(`${good ? '✔' : '✘'} ${line}\n`);
}

function readArguments(args: string[]): { asked: string | undefined; tests: boolean } {
  const refuse = (sentence: string): string => `${sentence}: npm run beside -- [REVISION] [--without-tests]`;
  const options = { 'without-tests': { type: 'boolean', default: false } } as const;
  const { values, positionals } = argumentsBy({ args, allowPositionals: true, options }, refuse);
  if (positionals.length > 1) throw new Halt(refuse('One revision at a time'));
  return { asked: positionals[0], tests: !values['without-tests'] };
}
