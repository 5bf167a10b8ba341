// Measures a service against a bare server that does the same work: npm run bench -- catalogue|search|import|events|roadmap [--json FILE]
// What the figures mean and how they stay honest: docs/how-to/measure.md
import { writeFileSync } from 'node:fs';
import { measureCatalogue } from './bench/catalogue.js';
import { headings, type Measured, rowsOf } from './bench/figures.js';
import { type BenchArguments, readBenchArguments, type Subject } from './bench/options.js';
import { bringUp, type Rig } from './bench/rig.js';
import { measureEvents } from './bench/events/events.js';
import { measureImport } from './bench/import/import.js';
import { measureRoadmap } from './bench/roadmap/roadmap.js';
import { measureSearch } from './bench/search/search.js';
import { program } from './local/say.js';
import { table } from './local/table.js';

type Measure = (rig: Rig, options: BenchArguments) => Promise<Measured[]>;

/** Which service is measured, and how; servers come up when they are asked for. */
interface Measurement {
  readonly service: string;
  readonly measure: (bringUp: () => Promise<Rig>, options: BenchArguments) => Promise<Measured[]>;
}

const ofCatalogue = (measure: Measure): Measurement => ({
  service: 'course-catalogue',
  measure: async (up, options) => measure(await up(), options),
});

const subjects: Readonly<Record<Subject, Measurement>> = {
  catalogue: ofCatalogue(measureCatalogue),
  search: ofCatalogue(measureSearch),
  import: ofCatalogue(measureImport),
  events: ofCatalogue(measureEvents),
  roadmap: { service: 'roadmap-tracking', measure: measureRoadmap },
};

void program(async () => {
  const options = readBenchArguments(process.argv.slice(2));
  const { service, measure } = subjects[options.subject];
  let rig: Rig | undefined;
  try {
    const measured = await measure(async () => (rig ??= await bringUp(service)), options);
    process.stdout.write(`\n${table(headings, rowsOf(measured))}`);
    const among = options.courses.length > 0 ? `, ${options.courses.join(' and ')} courses` : '';
    process.stdout.write(
      `value: the service; limit: what it is measured against; ratio: median of ${options.pairs} alternating pairs of ${options.seconds} s (lowest–highest)${among}.\n`,
    );
    if (options.json) {
      const figures = measured.map(({ figure }) => figure);
      writeFileSync(options.json, `${JSON.stringify(figures, null, 2)}\n`);
    }
  } finally {
    await rig?.takeDown();
  }
});
