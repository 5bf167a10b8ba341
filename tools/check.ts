// The one gate, the same here and in a pipeline: `npm run check`. Every step runs, also after a failure; what failed is
// printed at the end of its line. Needs no server: the tests that need PostgreSQL and Kafka are `npm test`.
import { brokenRules } from './local/repository-rules.js';
import { generators } from './local/generators.js';
import { runHere, type Outcome } from './local/run-here.js';

const serverless = String.raw`(libs/(contracts|taxonomy)|tools/(boundaries|local))/.*\.spec\.ts$`;

const steps: readonly [name: string, work: () => Promise<Outcome>][] = [
  ['format', () => runHere('prettier/bin/prettier.cjs', ['--check', '--log-level=warn', '.'])],
  ['lint', lint],
  ['types', () => runHere('typescript/bin/tsc', ['-p', 'tsconfig.json', '--pretty', 'false'])],
  ['tests without servers', () => runHere('jest/bin/jest.js', ['--silent', `--testPathPatterns=${serverless}`])],
  ...generators.map(
    ({ name, program }) =>
      [`${name} up to date`, () => runHere(program, ['--check'])] satisfies [string, () => Promise<Outcome>],
  ),
  ['repository rules', repositoryRules],
];

let failed = 0;
for (const [name, work] of steps) {
  const began = performance.now();
  const { ok, output } = await work();
  const seconds = ((performance.now() - began) / 1_000).toFixed(1);
  console.log(`${ok ? 'ok    ' : 'failed'}  ${name} (${seconds} s)`);
  if (ok) continue;
  failed += 1;
  console.log(output.trim().replace(/^/gm, '        '));
}
if (failed > 0) {
  console.log(`${failed} of ${steps.length} steps failed.`);
  process.exitCode = 1;
}

/** The boundary rules read the project graph that Nx leaves behind, and are silently off without one. */
async function lint(): Promise<Outcome> {
  const graph = await runHere('nx/dist/bin/nx.js', ['show', 'projects']);
  return graph.ok ? runHere('eslint/bin/eslint.js', ['--max-warnings=0', '.']) : graph;
}

async function repositoryRules(): Promise<Outcome> {
  const broken = await brokenRules();
  return { ok: broken.length === 0, output: broken.join('\n') };
}
