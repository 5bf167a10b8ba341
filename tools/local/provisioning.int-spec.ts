import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { declaredEvents } from '../contracts/events.js';
import { createTopics } from './kafka-admin.js';
import { root } from './paths.js';
import { runPsqlScript, substitute } from './psql-script.js';
import { Secrets } from './secrets.js';
import { findServices } from './services.js';
import { readTopics } from './topics.js';

const slug = `trial_${process.pid}_${Date.now() % 100_000}`;
const adminUrl = process.env.POSTGRES_URL!;

async function as<T>(role: 'owner' | 'app', work: (client: pg.Client) => Promise<T>): Promise<T> {
  const url = new URL(adminUrl);
  Object.assign(url, { username: `${slug}_${role}`, password: 'pa%27ss', pathname: `/${slug}` });
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

describe('the database of a service', () => {
  const script = join(root, 'infra', 'postgres', 'service-database.sql');
  const provision = () => runPsqlScript(script, adminUrl, { slug, owner_password: "pa'ss", app_password: "pa'ss" });

  beforeAll(provision);

  afterAll(async () => {
    const client = new pg.Client({ connectionString: adminUrl });
    await client.connect();
    await client.query(`DROP DATABASE ${slug}`);
    await client.query(`DROP ROLE ${slug}_app`);
    await client.query(`DROP ROLE ${slug}_owner`);
    await client.end();
  });

  it('may be provisioned again without harm', async () => {
    await expect(provision()).resolves.toBeUndefined();
  });

  it('lets the migrating role make tables and the running role read and write their rows', async () => {
    await as('owner', (client) => client.query('CREATE TABLE note (id int GENERATED ALWAYS AS IDENTITY, body text)'));
    const { rows } = await as('app', (client) => client.query("INSERT INTO note (body) VALUES ('a') RETURNING id"));
    expect(rows).toEqual([{ id: 1 }]);
  });

  it('lets the running role change nothing but rows', async () => {
    for (const statement of [
      'CREATE TABLE other ()',
      'TRUNCATE note',
      'DROP TABLE note',
      'ALTER TABLE note ADD x int',
      'CREATE ROLE x',
    ]) {
      await expect(as('app', (client) => client.query(statement))).rejects.toThrow(/permission denied|must be owner/);
    }
  });
});

describe('a provisioning script', () => {
  it('quotes what it is given', () => {
    expect(substitute(`ALTER ROLE :"r" PASSWORD :'p'; SELECT 'a:b', 1::int`, { r: 'a"b', p: "x'y" })).toBe(
      `ALTER ROLE "a""b" PASSWORD 'x''y'; SELECT 'a:b', 1::int`,
    );
  });

  it('stops at a variable that nobody has set', () => {
    expect(() => substitute(":'missing'", {})).toThrow('missing');
  });

  it('has one line for every service of the repository', () => {
    const text = readFileSync(join(root, 'infra', 'postgres', 'databases.sql'), 'utf8');
    for (const { slug: one } of findServices()) expect(text).toContain(`\\set slug ${one} `);
  });

  it('gives every service the right to write its own topics', () => {
    const text = readFileSync(join(root, 'infra', 'kafka', 'principals.tsv'), 'utf8');
    expect(text.trim().split('\n')).toEqual(findServices().map(({ name, slug: one }) => `${name}\t${one}`));
  });
});

describe('the list of topics', () => {
  const names = readTopics().map(({ name }) => name);

  it('is what the contracts announce, and a dead-letter topic for each service', async () => {
    const announced = (await declaredEvents()).map(({ definition }) => definition.topic);
    const deadLetters = findServices().map(({ name }) => `${name}.dead-letter`);
    expect([...names].sort()).toEqual([...new Set([...announced, ...deadLetters])].sort());
  });

  it('keeps domain events for ever and dead letters, which are larger, for 90 days', () => {
    const usual = 1_048_588;
    for (const { name, partitions, retentionMs, maxMessageBytes } of readTopics()) {
      if (name.endsWith('.dead-letter'))
        expect([retentionMs, maxMessageBytes]).toEqual([90 * 24 * 3_600_000, usual + 64 * 1024]);
      else expect([partitions, retentionMs, maxMessageBytes]).toEqual([6, -1, usual]);
    }
  });

  it('creates what is missing and leaves alone what is there', async () => {
    const topic = { name: `trial.${slug}`, partitions: 2, retentionMs: -1, maxMessageBytes: 1_048_588 };
    const brokers = process.env.KAFKA_BROKERS!.split(',');
    expect(await createTopics(brokers, [topic])).toEqual([topic.name]);
    expect(await createTopics(brokers, [topic])).toEqual([]);
  });
});

describe('the passwords of a machine', () => {
  it('are made once and can be read by their owner alone', () => {
    const folder = mkdtempSync(join(tmpdir(), 'capdev-secrets-'));
    const file = join(folder, 'secrets.json');
    const made = new Secrets(file).get('x');
    expect(made.length).toBeGreaterThan(20);
    expect(new Secrets(file).get('x')).toBe(made);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    rmSync(folder, { recursive: true });
  });
});
