import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { configKeys } from '@capdev/service-kit';
import { describe, expect, it } from '@jest/globals';
import { Config, configFor } from './config.js';

const example = parseEnv(readFileSync(new URL('../.env.example', import.meta.url), 'utf8'));

describe('the configuration', () => {
  it('has exactly the variables of .env.example, whose values are valid', () => {
    expect(Object.keys(example).sort()).toEqual(configKeys(Config).sort());
    expect(configFor(undefined, example)).toMatchObject({ PORT: 3004, KAFKA_BROKERS: ['localhost:9092'] });
  });

  it('starts from the defaults that .env.example shows', () => {
    const config = new Config() as unknown as Record<string, unknown>;
    const defaults = Object.keys(example).filter((key) => config[key] !== undefined);
    expect(defaults.map((key) => [key, String(config[key])])).toEqual(defaults.map((key) => [key, example[key]]));
  });

  it('names every fault at once', () => {
    const faulty = { ...example, PORT: 'many', DATABASE_URL: 'mysql://x', ACCESS_ISSUER: '' };
    expect(() => configFor(undefined, faulty)).toThrow(
      /PORT must be a number[^]*DATABASE_URL[^]*roadmap_app[^]*ACCESS_ISSUER is not set/,
    );
  });
});
