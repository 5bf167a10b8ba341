import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './paths.js';
import { Halt } from './say.js';

/** The one table of ports: the public listener, and the one for metrics. */
const ports: Record<string, { port: number; managementPort: number }> = {
  'course-catalogue': { port: 3001, managementPort: 4001 },
  'coe-programme': { port: 3002, managementPort: 4002 },
  'partner-collaboration': { port: 3003, managementPort: 4003 },
  'roadmap-tracking': { port: 3004, managementPort: 4004 },
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
  const { name, tags = [] } = JSON.parse(readFileSync(file, 'utf8')) as { name: string; tags?: string[] };
  if (!tags.includes('type:service')) return [];
  const slug = tags.find((tag) => tag.startsWith('scope:'))?.slice('scope:'.length);
  if (!slug) throw new Halt(`${file} needs a tag "scope:<slug>", which names the database and the topics of ${name}.`);
  if (!ports[name]) throw new Halt(`${name} has no ports yet: give it a line in tools/local/services.ts.`);
  return [{ name, slug, ...ports[name] }];
}
