import { migrate, type PersistenceOptions } from '@capdev/persistence';
import type { Ground } from './ground.js';
import type { ServiceConfig } from './service-config.js';

/** The command `migrate`: brings the schema up to this version and says what was done. */
export async function migrateService(ground: Ground, config: ServiceConfig): Promise<void> {
  const applied = await migrate(asOwner(ground, config, 'migrate'));
  process.stdout.write(applied.length === 0 ? 'Nothing to migrate.\n' : `Migrated: ${applied.join(', ')}.\n`);
}

/** The database for a command that needs the role that owns the schema. */
export function asOwner(
  { service, schema }: Ground,
  { MIGRATION_DATABASE_URL: url }: ServiceConfig,
  command: string,
): PersistenceOptions {
  if (!url) throw new Error(`MIGRATION_DATABASE_URL is not set: ${command} needs the role that owns the schema.`);
  return { ...schema, url, applicationName: `${service} ${command}` };
}
