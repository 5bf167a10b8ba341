// Measures a service against a bare server that does the same work: npm run bench -- catalogue [--json FILE]
// What the figures mean and how they stay honest: docs/how-to/measure.md
import { writeFileSync } from 'node:fs';
import { type Contender, startBoth } from './bench/contenders.js';
import { headings, type Measured, memoryFigure, type Pair, rateFigure, rowsOf } from './bench/figures.js';
import { type BenchArguments, readBenchArguments } from './bench/options.js';
import { bringUp, type Rig } from './bench/rig.js';
import { quiet, round } from './bench/rounds.js';
import { requireSameAnswers } from './bench/same-answers.js';
import { type Scenario, scenarios } from './bench/scenarios.js';
import { program, step } from './local/say.js';
import { table } from './local/table.js';

void program(async () => {
  const options = readBenchArguments(process.argv.slice(2));
  const rig = await bringUp(options.courses);
  try {
    const measured = await measureAll(rig, options);
    process.stdout.write(`\n${table(headings, rowsOf(measured))}`);
    process.stdout.write(
      `value: the service; limit: the bare server; ratio: median of ${options.pairs} alternating pairs of ${options.seconds} s (lowest–highest), ${options.courses} courses.\n`,
    );
    if (options.json)
      writeFileSync(
        options.json,
        `${JSON.stringify(
          measured.map(({ figure }) => figure),
          null,
          2,
        )}\n`,
      );
  } finally {
    await rig.takeDown();
  }
});

async function measureAll(rig: Rig, options: BenchArguments): Promise<Measured[]> {
  const measured: Measured[] = [];
  const memory: Pair[] = [];
  for (const [key, prepare] of Object.entries(scenarios)) {
    const contenders = await startBoth(rig, key, options.profile);
    const scenario = await prepare(rig, contenders.service.url);
    const pairs = await step(scenario.name, (note) => measure(rig, scenario, contenders, options, note));
    measured.push(rateFigure(scenario.name, pairs, scenario.target));
    memory.push({ service: contenders.service.peakMemory(), bare: contenders.bare.peakMemory() });
    await Promise.all(Object.values(contenders).map((contender) => contender.stop()));
  }
  return [...measured, memoryFigure('peak memory', memory)];
}

/** Alternating rounds: whatever else the machine does, it does to both. */
async function measure(
  rig: Rig,
  scenario: Scenario,
  { service, bare }: Record<'service' | 'bare', Contender>,
  { pairs, seconds, warmUpSeconds }: BenchArguments,
  note: (text: string) => void,
): Promise<Pair[]> {
  note('comparing answers');
  await requireSameAnswers(scenario, { service, bare });
  note('warming up');
  for (const contender of [service, bare]) await round(scenario, contender, warmUpSeconds);
  const done: Pair[] = [];
  while (done.length < pairs) {
    await quiet(rig.adminUrl);
    const ours = await round(scenario, service, seconds);
    await quiet(rig.adminUrl);
    const theirs = await round(scenario, bare, seconds);
    done.push({ service: ours, bare: theirs });
    note(`pair ${done.length} of ${pairs}: ${Math.round(ours)} and ${Math.round(theirs)} requests/s`);
  }
  return done;
}
