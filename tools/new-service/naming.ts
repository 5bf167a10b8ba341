import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parse } from 'yaml';
import { Halt } from '../local/say.js';
import { findServices, nextPorts, type Service } from '../local/services.js';

const usage = 'npm run new:service -- mentoring [--slug mentoring]';
/** The contracts that belong to nobody, and the database that every server has. */
const neverSlugs = ['core', 'postgres'];

/**
 * Reads the arguments of `npm run new:service`, and refuses a name that is none or that is taken.
 *
 * @param root the repository's folder
 * @throws Halt with one sentence
 */
export function nameService(args: readonly string[], root: string): Service {
  const { name, slug } = readArguments(args);
  if (!/^[a-z]+(-[a-z]+)*$/.test(name) || name.length > 40) {
    throw new Halt(
      `"${name}" is not a name for a service: use small letters, with hyphens between words, at most 40: ${usage}`,
    );
  }
  if (slug === undefined && name.includes('-')) {
    throw new Halt(
      `"${name}" has several words, and a slug is one: say it, for example with --slug ${lastWordOf(name)}.`,
    );
  }
  const short = slug ?? name;
  if (!/^[a-z]{2,20}$/.test(short) || neverSlugs.includes(short)) {
    throw new Halt(
      `"${short}" is not a slug: use one word of 2 to 20 small letters, other than ${neverSlugs.join(' and ')}.`,
    );
  }
  const services = findServices(undefined, join(root, 'apps'));
  if (takenNames(root).has(name)) throw new Halt(`The name "${name}" is taken: choose another one.`);
  const owner = services.find((service) => service.slug === short)?.name;
  if (owner !== undefined || existsSync(join(root, 'libs', 'contracts', 'src', short))) {
    throw new Halt(
      `The slug "${short}" belongs to ${owner ?? `libs/contracts/src/${short}`}: choose another one with --slug.`,
    );
  }
  return { name, slug: short, ...nextPorts(name, services) };
}

function readArguments(args: readonly string[]): { name: string; slug: string | undefined } {
  let read;
  try {
    read = parseArgs({ args: [...args], allowPositionals: true, options: { slug: { type: 'string' } } });
  } catch (error) {
    throw new Halt(`${(error as Error).message.split('. ')[0]!.replace(/\.$/, '')}: ${usage}`);
  }
  const [name, ...rest] = read.positionals;
  if (name === undefined || rest.length > 0) throw new Halt(`Say the name of the one new service: ${usage}`);
  return { name, slug: read.values.slug };
}

/** Names of folders, packages and containers: a service has one name for all of them. */
function takenNames(root: string): Set<string> {
  const folders = ['apps', 'libs'].flatMap((folder) => readdirSync(join(root, folder)));
  const compose = parse(readFileSync(join(root, 'docker-compose.yml'), 'utf8'), { merge: true }) as {
    services: Record<string, unknown>;
  };
  const containers = Object.keys(compose.services).flatMap((name) => [name, name.replace(/-migrate$/, '')]);
  return new Set([...folders, ...containers]);
}

const lastWordOf = (name: string): string => name.slice(name.lastIndexOf('-') + 1);
