// Writes every generated file that is committed: `npm run generate`.
import { generators } from './local/generators.js';
import { runHere } from './local/run-here.js';

for (const { name, program } of generators) {
  const { ok, output } = await runHere(program, []);
  console.log(`${ok ? 'written' : 'failed '}  ${name}${ok ? '' : `\n${output}`}`);
  if (!ok) process.exitCode = 1;
}
