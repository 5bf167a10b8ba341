import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
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
  if (!isServedBy(lockOf(to), lockOf(from)) || patchesIn(from) !== patchesIn(to)) return false;
  const [there, here] = [join(from, 'node_modules'), join(to, 'node_modules')];
  mkdirSync(join(here, '@capdev'), { recursive: true });
  for (const name of readdirSync(there)) {
    if (name.startsWith('.') || name === '@capdev') continue;
    symlinkSync(join(there, name), join(here, name));
  }
  // What is written there about the installation: the revision's own starter would otherwise install everything anew, in the
  // middle of its tests.
  for (const name of ['.package-lock.json', '.capdev-patches'])
    if (existsSync(join(there, name))) copyFileSync(join(there, name), join(here, name));
  for (const kind of ['libs', 'apps'])
    for (const name of readdirSync(join(to, kind)))
      if (existsSync(join(to, kind, name, 'package.json')))
        symlinkSync(join(to, kind, name), join(here, '@capdev', name));
  return true;
}

/** The changes that are made to packages when they are installed, as one text. */
function patchesIn(folder: string): string {
  const patches = join(folder, 'patches');
  const names = existsSync(patches) ? readdirSync(patches).sort() : [];
  return names.map((name) => `${name}\n${readFileSync(join(patches, name), 'utf8')}`).join('\n');
}
