import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Service } from '../local/services.js';

const templates = join(import.meta.dirname, 'template');
const ending = '.tpl';

/** What stands between double braces in a template, also in the name of one. */
export type Words = Readonly<Record<string, string>>;

/** The words of one service. */
export function wordsOf({ name, slug, port, managementPort }: Service, now: Date): Words {
  const [first, second] = [minuteOf(now, 0), minuteOf(now, 1)];
  return {
    name,
    slug,
    SLUG: slug.toUpperCase(),
    Slug: capital(slug),
    title: capital(name.replaceAll('-', ' ')),
    port: String(port),
    managementPort: String(managementPort),
    stamp: stampOf(first),
    millis: String(first.getTime()),
    laterStamp: stampOf(second),
    laterMillis: String(second.getTime()),
  };
}

/** Every file that is the service's alone, by its path in the repository. */
export function filesOf(words: Words, root: string): Map<string, string> {
  const places = { service: `apps/${words['name']}`, contracts: `libs/contracts/src/${words['slug']}` };
  const files = Object.entries(places).flatMap(([folder, place]) =>
    namesIn(join(templates, folder)).map((name) => {
      // A file that begins with a dot would be one of the template's own, and be read by other programs.
      const target = fill(name.slice(0, -ending.length), words).replace(/^env\.example$/, '.env.example');
      return [`${place}/${target}`, fill(readFileSync(join(templates, folder, name), 'utf8'), words)] as const;
    }),
  );
  return new Map([[`${places.service}/package.json`, manifestOf(words, root)], ...files]);
}

/** A template of a part of a file. */
export function partOf(name: string, words: Words): string {
  return fill(readFileSync(join(templates, `${name}${ending}`), 'utf8'), words);
}

function namesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort();
}

function fill(text: string, words: Words): string {
  return text.replace(/\{\{(\w+)\}\}/g, (_, word: string) => {
    const value = words[word];
    if (value === undefined) throw new Error(`A template asks for "${word}", which nobody knows.`);
    return value;
  });
}

const own = ['access', 'contracts', 'messaging', 'persistence', 'service-frame', 'service-kit', 'taxonomy'];
const others = ['@nestjs/common', '@nestjs/swagger', 'reflect-metadata', 'typeorm'];

/** Its packages are those of the libraries, in the same ranges: an older one beside them would be a second copy. */
function manifestOf({ name, title }: Words, root: string): string {
  const ranges = readdirSync(join(root, 'libs')).map(
    (library) =>
      (
        JSON.parse(readFileSync(join(root, 'libs', library, 'package.json'), 'utf8')) as {
          dependencies?: Record<string, string>;
        }
      ).dependencies ?? {},
  );
  const rangeOf = (dependency: string): string => {
    const range = ranges.find((one) => one[dependency] !== undefined)?.[dependency];
    if (range === undefined) throw new Error(`No library uses ${dependency}.`);
    return range;
  };
  const dependencies = Object.fromEntries([
    ...own.map((library) => [`@capdev/${library}`, '*']),
    ...others.map((dependency) => [dependency, rangeOf(dependency)]),
  ]) as Record<string, string>;
  return `${JSON.stringify(
    {
      name: `@capdev/${name}`,
      version: '0.0.0',
      private: true,
      type: 'module',
      description: title,
      license: 'Apache-2.0',
      dependencies,
    },
    null,
    2,
  )}\n`;
}

function minuteOf(now: Date, later: number): Date {
  return new Date((Math.floor(now.getTime() / 60_000) + later) * 60_000);
}

const stampOf = (moment: Date): string => moment.toISOString().replace(/\D/g, '').slice(0, 14);
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
