import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';

interface Lock {
  readonly packages: Readonly<Record<string, { readonly version?: string; readonly link?: boolean }>>;
}

/** Whether everything that one lock file asks for is installed by the other one, in the same version and place. */
export function isServedBy(wanted: Lock, installed: Lock): boolean {
  return Object.entries(wanted.packages)
    .filter(([place, { link }]) => place.startsWith('node_modules/') && !link)
    .every(([place, { version }]) => installed.packages[place]?.version === version);
}

/**
 * Gives a checked-out revision the packages that are installed here, when they are the ones it asks for; our own libraries are
 * its own.
 *
 * @returns false when it asks for others, and nothing was done
 */
export function linkPackages(from: string, to: string): boolean {
  const lockOf = (folder: string) => JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8')) as Lock;
  if (!isServedBy(lockOf(to), lockOf(from))) return false;
  const [there, here] = [join(from, 'node_modules'), join(to, 'node_modules')];
  mkdirSync(join(here, '@capdev'), { recursive: true });
  for (const name of readdirSync(there)) {
    if (name.startsWith('.') || name === '@capdev') continue;
    symlinkSync(join(there, name), join(here, name));
  }
  for (const kind of ['libs', 'apps'])
    for (const name of readdirSync(join(to, kind)))
      if (existsSync(join(to, kind, name, 'package.json')))
        symlinkSync(join(to, kind, name), join(here, '@capdev', name));
  return true;
}
