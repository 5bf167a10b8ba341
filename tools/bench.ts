// Measures a service against a bare server that does the same work: npm run bench -- catalogue|search|import|events [--json FILE]
// What the figures mean and how they stay honest: docs/how-to/measure.md
import { writeFileSync } from 'node:fs';
import { measureCatalogue } from './bench/catalogue.js';
import { headings, type Measured, rowsOf } from './bench/figures.js';
import { type BenchArguments, readBenchArguments, type Subject } from './bench/options.js';
import { bringUp, type Rig } from './bench/rig.js';
import { measureEvents } from './bench/events/events.js';
import { measureImport } from './bench/import/import.js';
import { measureSearch } from './bench/search/search.js';
import { program } from './local/say.js';
import { table } from './local/table.js';

const subjects: Readonly<Record<Subject, (rig: Rig, options: BenchArguments) => Promise<Measured[]>>> = {
  catalogue: measureCatalogue,
  search: measureSearch,
  import: measureImport,
  events: measureEvents,
};

void program(async () => {
  const options = readBenchArguments(process.argv.slice(2));
  const rig = await bringUp();
  try {
    const measured = await subjects[options.subject](rig, options);
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
    await rig.takeDown();
  }
});
