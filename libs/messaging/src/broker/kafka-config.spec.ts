import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigurationInvalid, loadConfig } from '@capdev/service-kit/config';
import { afterAll, describe, expect, it } from '@jest/globals';
import { KafkaConfig, kafkaOptions } from './kafka-config.js';

const folder = mkdtempSync(join(tmpdir(), 'capdev-kafka-config-'));
const nonsense = join(folder, 'nonsense.pem');
writeFileSync(nonsense, 'no certificate');
afterAll(() => rmSync(folder, { recursive: true }));

const login = { KAFKA_SASL_MECHANISM: 'scram-sha-512', KAFKA_SASL_USERNAME: 'me', KAFKA_SASL_PASSWORD: 'pa-55-word' };
const load = (more: object) => loadConfig(KafkaConfig, { KAFKA_BROKERS: 'a:1,[::1]:2', ...more });

function faultsOf(more: object): readonly string[] {
  try {
    load(more);
    return [];
  } catch (error) {
    return (error as ConfigurationInvalid).faults;
  }
}

describe('how a service is told to speak to Kafka', () => {
  it('is in clear and as nobody, unless it is told more', () => {
    expect(kafkaOptions(load({}))).toEqual({
      brokers: ['a:1', '[::1]:2'],
      relay: true,
      refused: 'block',
      security: undefined,
    });
  });

  it('is encrypted with the authorities of the system, and with a login', () => {
    expect(kafkaOptions(load({ KAFKA_TLS: 'true', ...login })).security).toEqual({
      tls: {},
      sasl: { mechanism: 'scram-sha-512', username: 'me', password: 'pa-55-word' },
    });
  });

  it.each<[string, object, string]>([
    [
      'a login without a password',
      { ...login, KAFKA_SASL_PASSWORD: '' },
      'KAFKA_SASL_MECHANISM is set, but KAFKA_SASL_PASSWORD is not: a login needs KAFKA_SASL_MECHANISM, KAFKA_SASL_USERNAME, KAFKA_SASL_PASSWORD',
    ],
    [
      'a password and nothing else',
      { KAFKA_SASL_PASSWORD: 'pa-55-word' },
      'KAFKA_SASL_PASSWORD is set, but KAFKA_SASL_MECHANISM and KAFKA_SASL_USERNAME are not: a login needs KAFKA_SASL_MECHANISM, KAFKA_SASL_USERNAME, KAFKA_SASL_PASSWORD',
    ],
    [
      'a mechanism that Kafka does not have',
      { ...login, KAFKA_SASL_MECHANISM: 'SCRAM' },
      'KAFKA_SASL_MECHANISM must be one of the following values: plain, scram-sha-256, scram-sha-512',
    ],
    [
      'a password that anybody could read on the way',
      { ...login, KAFKA_SASL_MECHANISM: 'plain' },
      'KAFKA_SASL_MECHANISM=plain would send the password readable to everybody on the way: set KAFKA_TLS=true or KAFKA_TLS_CA, or use scram-sha-512',
    ],
    [
      'authorities in a file that is not there',
      { KAFKA_TLS_CA: '/nowhere/ca.pem' },
      'KAFKA_TLS_CA names a file that cannot be read (ENOENT)',
    ],
    [
      'authorities that are none',
      { KAFKA_TLS_CA: nonsense },
      'KAFKA_TLS_CA must name a file in PEM that holds certificates',
    ],
    [
      'a certificate without its key',
      { KAFKA_TLS: 'true', KAFKA_TLS_CERTIFICATE: nonsense },
      'KAFKA_TLS_CERTIFICATE is set, but KAFKA_TLS_KEY is not: a client certificate needs KAFKA_TLS_CERTIFICATE, KAFKA_TLS_KEY',
    ],
    [
      'a key without its certificate',
      { KAFKA_TLS: 'true', KAFKA_TLS_KEY: nonsense },
      'KAFKA_TLS_KEY is set, but KAFKA_TLS_CERTIFICATE is not: a client certificate needs KAFKA_TLS_CERTIFICATE, KAFKA_TLS_KEY',
    ],
    [
      'a certificate that is none',
      { KAFKA_TLS: 'true', KAFKA_TLS_CERTIFICATE: nonsense, KAFKA_TLS_KEY: nonsense },
      'KAFKA_TLS_CERTIFICATE must name a file in PEM that holds a certificate',
    ],
  ])('is refused with one sentence when it is %s', (_, more, sentence) => {
    expect(faultsOf(more)).toEqual([sentence]);
  });

  it('is not a certificate for a connection in clear', () => {
    expect(faultsOf({ KAFKA_TLS_CERTIFICATE: nonsense, KAFKA_TLS_KEY: nonsense })).toContainEqual(
      expect.stringContaining('KAFKA_TLS_CERTIFICATE is set, but TLS is not: set KAFKA_TLS=true or KAFKA_TLS_CA'),
    );
  });

  it('never repeats a secret, also when it stands in the wrong place', () => {
    for (const key of ['KAFKA_TLS_CA', 'KAFKA_SASL_MECHANISM', 'KAFKA_BROKERS']) {
      expect(faultsOf({ ...login, [key]: 'pa-55-word' }).join()).toMatch(new RegExp(`^(?=.*${key})(?!.*pa-55-word)`));
    }
  });
});
