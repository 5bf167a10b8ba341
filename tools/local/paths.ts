import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's own folder. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** A path inside `.local/`, where everything lives that this machine made and `npm run reset` may delete. */
export function local(...parts: string[]): string {
  return join(root, '.local', ...parts);
}

/** The pinned Node of the repository; it is there once the packages are installed. */
export const pinnedNode = join(root, 'node_modules', 'node', 'bin', 'node');
