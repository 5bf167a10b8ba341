// Writes apps/<service>/openapi.json, the description of each service's API, as the service prints it; --check only says
// whether the committed ones are fresh: npm run openapi
import { execFile } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import { format, resolveConfig } from 'prettier';
import { buildForHere } from './local/deployable.js';
import { pinnedNode, root } from './local/paths.js';
import { program, say } from './local/say.js';
import { findServices } from './local/services.js';

const check = process.argv.includes('--check');

void program(async () => {
  let stale = 0;
  for (const { name } of findServices()) {
    const target = join(root, 'apps', name, 'openapi.json');
    const document = await format(await describe(name), { ...(await resolveConfig(target)), filepath: target });
    const fresh = existsSync(target) && readFileSync(target, 'utf8') === document;
    if (fresh) continue;
    if (check) {
      say(`${relative(root, target)} is stale: run "npm run openapi" and commit it.`);
      stale += 1;
    } else {
      writeFileSync(target, document);
      say(`${relative(root, target)} written.`);
    }
  }
  return stale > 0 ? 1 : 0;
});

async function describe(service: string): Promise<string> {
  const main = await buildForHere(service);
  // An empty environment: describing the API needs neither configuration nor server.
  const { stdout } = await promisify(execFile)(pinnedNode, [main, 'openapi'], { env: {}, maxBuffer: 16 * 1024 * 1024 });
  return stdout;
}
