import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './paths.js';
import { Halt } from './say.js';

/** Ports that are promised already to services that are still to come; a service's own are in its project.json. */
export const promisedPorts: Readonly<Record<string, number>> = {
  'academy-portal': 3000,
  'coe-programme': 3002,
  'partner-collaboration': 3003,
};

/** The local issuer of access tokens. */
export const issuerPort = 3009;

/** A service of this repository, as the starter needs to know it. */
export interface Service {
  name: string;
  slug: string;
  port: number;
  managementPort: number;
}

interface Project {
  name: string;
  tags?: string[];
  metadata?: { port?: number; managementPort?: number };
}

/** The services in `apps/`, or only the one that was asked for. */
export function findServices(wanted?: string, apps = join(root, 'apps')): Service[] {
  const services = readdirSync(apps)
    .sort()
    .flatMap((folder) => serviceIn(join(apps, folder)));
  if (wanted === undefined) return services;
  const found = services.filter(({ name }) => name === wanted);
  if (found.length === 0) {
    throw new Halt(
      `There is no service "${wanted}": say one of ${services.map(({ name }) => name).join(', ')}, or nothing for all of them.`,
    );
  }
  return found;
}

function serviceIn(folder: string): Service[] {
  const file = join(folder, 'project.json');
  if (!existsSync(file)) return [];
  const { name, tags = [], metadata = {} } = JSON.parse(readFileSync(file, 'utf8')) as Project;
  if (!tags.includes('type:service')) return [];
  const slug = tags.find((tag) => tag.startsWith('scope:'))?.slice('scope:'.length);
  if (!slug) throw new Halt(`${file} needs a tag "scope:<slug>", which names the database and the topics of ${name}.`);
  const { port, managementPort } = metadata;
  if (!port || !managementPort) {
    throw new Halt(`${file} needs "metadata": { "port": …, "managementPort": … }, which say where ${name} listens.`);
  }
  return [{ name, slug, port, managementPort }];
}

/** The ports of a new service: those that it was promised, or the next ones that nobody has. */
export function nextPorts(name: string, services: readonly Service[]): { port: number; managementPort: number } {
  const taken = new Set([issuerPort, ...Object.values(promisedPorts), ...services.map(({ port }) => port)]);
  let port = promisedPorts[name] ?? 3001;
  if (promisedPorts[name] === undefined) while (taken.has(port)) port += 1;
  return { port, managementPort: port + 1_000 };
}
