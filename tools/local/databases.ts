import { join } from 'node:path';
import { root } from './paths.js';
import { runPsqlScript } from './psql-script.js';
import type { Secrets } from './secrets.js';
import type { Service } from './services.js';

/** Creates the databases and roles of all services, or brings their passwords up to date. */
export async function provisionDatabases(adminUrl: string, slugs: string[], secrets: Secrets): Promise<void> {
  const variables: Record<string, string> = {};
  for (const slug of slugs) {
    for (const role of ['owner', 'app']) variables[`${slug}_${role}_password`] = secrets.get(`${slug}_${role}`);
  }
  await runPsqlScript(join(root, 'infra', 'postgres', 'databases.sql'), adminUrl, variables);
}

/** The address of a service's database for one of its two roles, on the server that the admin's address names. */
export function databaseUrl(
  adminUrl: string,
  { slug }: Pick<Service, 'slug'>,
  role: 'owner' | 'app',
  secrets: Secrets,
): string {
  const url = new URL(adminUrl);
  url.username = `${slug}_${role}`;
  url.password = secrets.get(`${slug}_${role}`);
  url.pathname = `/${slug}`;
  return url.href;
}
