// Formats every file and mends what lint can mend by itself: `npm run format`.
import { runHere } from './local/run-here.js';

for (const [program, args] of [
  ['eslint/bin/eslint.js', ['--fix', '.']],
  ['prettier/bin/prettier.cjs', ['--write', '--log-level=warn', '.']],
] as const) {
  const { ok, output } = await runHere(program, args);
  if (!ok) console.log(output);
  if (!ok) process.exitCode = 1;
}
