import { createHash, randomBytes } from 'node:crypto';
import pg from 'pg';
import type { QueryRunner } from 'typeorm';
import { migrate, type PersistenceOptions } from '../src/index.js';

/** A throw-away database with the service's schema, reached as the service reaches its own. */
export interface TestDatabase {
  /** For the running role, which may not change the schema. */
  readonly url: string;
  /** For the migrating role. */
  readonly ownerUrl: string;
  drop(): Promise<void>;
}

const roles = { owner: 'capdev_test_owner', app: 'capdev_test_app' };

/**
 * Clones a database from a template that is migrated once per set of migrations and cluster.
 *
 * @param clusterUrl a superuser's address of the cluster the test run started (`POSTGRES_URL`)
 */
export async function createTestDatabase(
  clusterUrl: string,
  schema: Pick<PersistenceOptions, 'entities' | 'migrations'>,
): Promise<TestDatabase> {
  const admin = new pg.Client({ connectionString: clusterUrl });
  await admin.connect();
  const template = `capdev_template_${createHash('sha256')
    .update(await statementsOf(schema.migrations))
    .digest('hex')
    .slice(0, 12)}`;
  const name = `capdev_test_${randomBytes(6).toString('hex')}`;
  try {
    // Several Jest workers arrive here at once; only one may build the template, the rest wait for it.
    await admin.query('SELECT pg_advisory_lock(7203012)');
    await ensureRoles(admin);
    const { rowCount } = await admin.query('SELECT 1 FROM pg_database WHERE datname = $1', [template]);
    if (rowCount === 0) await buildTemplate(admin, clusterUrl, template, schema);
    await admin.query(`CREATE DATABASE ${name} TEMPLATE ${template} OWNER ${roles.owner}`);
  } finally {
    await admin.end();
  }
  return {
    url: urlFor(clusterUrl, name, roles.app),
    ownerUrl: urlFor(clusterUrl, name, roles.owner),
    async drop() {
      const client = new pg.Client({ connectionString: clusterUrl });
      await client.connect();
      await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`).finally(() => client.end());
    },
  };
}

/** What the migrations do, so that a changed one gets a new template: constants they use are not in their source text. */
async function statementsOf(migrations: PersistenceOptions['migrations']): Promise<string> {
  const statements: string[] = [];
  const recorder = { query: (sql: string) => Promise.resolve(void statements.push(sql)) } as unknown as QueryRunner;
  for (const Migration of migrations) {
    statements.push(Migration.name, Migration.toString());
    // One that reads what it finds cannot be rehearsed; its source text has to do.
    await new Migration().up(recorder).catch(() => undefined);
  }
  return statements.join('\n');
}

async function ensureRoles(admin: pg.Client): Promise<void> {
  for (const role of Object.values(roles)) {
    const { rowCount } = await admin.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role]);
    if (rowCount === 0) await admin.query(`CREATE ROLE ${role} LOGIN PASSWORD '${role}'`);
  }
}

async function buildTemplate(
  admin: pg.Client,
  clusterUrl: string,
  template: string,
  schema: Pick<PersistenceOptions, 'entities' | 'migrations'>,
): Promise<void> {
  const building = `${template}_building`;
  await admin.query(`DROP DATABASE IF EXISTS ${building} WITH (FORCE)`);
  await admin.query(`CREATE DATABASE ${building} OWNER ${roles.owner}`);
  const ownerUrl = urlFor(clusterUrl, building, roles.owner);
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  await owner.query(
    `ALTER DEFAULT PRIVILEGES FOR ROLE ${roles.owner} GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO ${roles.app}`,
  );
  await owner.query(
    `ALTER DEFAULT PRIVILEGES FOR ROLE ${roles.owner} GRANT USAGE, SELECT ON SEQUENCES TO ${roles.app}`,
  );
  await owner.query(`GRANT USAGE ON SCHEMA public TO ${roles.app}`);
  await owner.end();
  await migrate({ url: ownerUrl, applicationName: 'test', ...schema });
  await admin.query(`ALTER DATABASE ${building} RENAME TO ${template}`);
}

function urlFor(clusterUrl: string, database: string, role: string): string {
  const url = new URL(clusterUrl);
  url.pathname = `/${database}`;
  url.username = role;
  url.password = role;
  return url.toString();
}
