import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pinnedNode, root } from '../../local/paths.js';

/** Makes a copy of kafkajs without our patch, as everybody else has it; returns its folder. */
export function publishedKafkajs(folder: string): string {
  const copy = join(folder, 'node_modules', 'kafkajs');
  mkdirSync(folder, { recursive: true });
  cpSync(join(root, 'node_modules', 'kafkajs'), copy, { recursive: true });
  cpSync(join(root, 'patches'), join(folder, 'patches'), {
    recursive: true,
    filter: (path) => !path.endsWith('.patch') || path.includes('kafkajs+'),
  });
  writeFileSync(join(folder, 'package.json'), '{ "name": "published", "dependencies": { "kafkajs": "*" } }\n');
  const program = join(root, 'node_modules', 'patch-package', 'index.js');
  execFileSync(pinnedNode, [program, '--reverse', '--error-on-fail'], { cwd: folder, stdio: 'pipe' });
  return copy;
}
