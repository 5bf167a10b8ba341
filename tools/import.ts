// Loads a list of courses into the catalogue through its API: npm run import -- FILE --mapping NAME [--publish]
import { summaryOf } from './import/account.js';
import { connect, readImportArguments } from './import/options.js';
import { runImport } from './import/run-import.js';
import { program, step } from './local/say.js';

void program(async () => {
  const options = readImportArguments(process.argv.slice(2));
  const client = await connect(options);
  const title = options.dryRun ? `Looking through ${options.file}` : `Loading ${options.file}`;
  const tally = await step(title, (note) =>
    runImport(client, {
      ...options,
      // On a terminal the line that says how far it is makes room first.
      print: (line) => process.stdout.write(`${process.stdout.isTTY ? '\r\x1b[K' : ''}${line}\n`),
      progress: (done, of) => note(bar(done, of)),
    }),
  );
  process.stdout.write(`${summaryOf(tally)}${options.dryRun ? ' Nothing was written (--dry-run).' : ''}\n`);
  return tally.rejected + tally.held > 0 ? 1 : 0;
});

/** How far it is, for the eye and in numbers. */
function bar(done: number, of: number): string {
  const filled = of === 0 ? 0 : Math.round((20 * done) / of);
  return `${'█'.repeat(filled)}${'░'.repeat(20 - filled)} row ${done} of ${of}`;
}
