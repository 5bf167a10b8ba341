import { describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { root } from './paths.js';
import { findServices } from './services.js';

interface Compose {
  services: Record<
    string,
    {
      image?: string;
      build?: { dockerfile: string; args: { SERVICE: string } };
      environment?: Record<string, string>;
      depends_on?: Record<string, { condition: string }>;
      volumes?: string[];
      healthcheck?: object;
      command?: string[];
    }
  >;
  volumes: Record<string, unknown>;
}

const text = readFileSync(join(root, 'docker-compose.yml'), 'utf8');
const compose = parse(text, { merge: true }) as Compose;
// The compose specification's own schema, as a linter for compose files ships it.
const schema = JSON.parse(
  readFileSync(join(root, 'node_modules', 'dclint', 'schemas', 'compose.schema.json'), 'utf8'),
) as object;

function faultsOf(document: unknown): string[] {
  const validate = new Ajv({ strict: false, allErrors: true, validateFormats: false, validateSchema: false }).compile({
    ...schema,
    $schema: undefined,
  });
  return validate(document) ? [] : validate.errors!.map(({ instancePath, message }) => `${instancePath} ${message}`);
}

describe('docker-compose.yml', () => {
  it('follows the compose specification', () => {
    expect(faultsOf(compose)).toEqual([]);
  });

  it('would be refused with a misspelt key', () => {
    expect(faultsOf({ ...compose, services: { ...compose.services, extra: { imgae: 'postgres' } } })).not.toEqual([]);
  });

  it('refers only to services, volumes and files that exist', () => {
    for (const { depends_on = {}, volumes = [], build } of Object.values(compose.services)) {
      for (const name of Object.keys(depends_on)) expect(Object.keys(compose.services)).toContain(name);
      for (const source of volumes.map((volume) => volume.split(':')[0]!)) {
        if (source.startsWith('.')) expect(existsSync(join(root, source))).toBe(true);
        else expect(Object.keys(compose.volumes)).toContain(source);
      }
      if (build) expect(existsSync(join(root, build.dockerfile))).toBe(true);
    }
  });

  it('contains no password: whoever starts it must give each one', () => {
    const secrets = Object.values(compose.services).flatMap(({ environment = {} }) =>
      Object.entries(environment).filter(([name]) => /PASSWORD|DATABASE_URL/.test(name)),
    );
    expect(secrets.length).toBeGreaterThan(0);
    for (const [, value] of secrets) expect(value).toMatch(/\$\{[A-Z_]*PASSWORD:\?/);
  });

  it('runs every service of the repository, after its own migrations, and watches its health', () => {
    for (const { name } of findServices()) {
      expect(compose.services[name]?.build?.args.SERVICE).toBe(name);
      expect(compose.services[name]?.healthcheck).toBeDefined();
      expect(compose.services[name]?.depends_on).toHaveProperty(`${name}-migrate`, {
        condition: 'service_completed_successfully',
      });
      expect(compose.services[`${name}-migrate`]?.command).toEqual(['migrate']);
      expect(compose.services[name]?.environment).not.toHaveProperty('MIGRATION_DATABASE_URL');
    }
  });
});
