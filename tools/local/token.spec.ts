import { describe, expect, it } from '@jest/globals';
import { createLocalJWKSet, jwtVerify } from 'jose';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { issuerKey } from './issuer-key.js';
import { audience, issuerAddress, readIssuerArguments } from './issuer.js';
import { readTokenArguments, signToken } from './token.js';

describe('npm run token', () => {
  it('signs a token that the published key proves, for the roles and the unit asked for', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'capdev-issuer-'));
    const key = await issuerKey(folder);
    const token = await signToken(
      readTokenArguments(['--role', 'editor', '--role', 'reviewer', '--unit', 'BDT', '--expires', '30m']),
      key,
    );
    const keys = createLocalJWKSet({ keys: [key.published] });
    const { payload } = await jwtVerify(token, keys, { issuer: issuerAddress, audience, algorithms: ['ES256'] });
    expect(payload).toMatchObject({ sub: 'local-user', unit: 'BDT', roles: ['editor', 'reviewer'] });
    expect(payload.exp! - payload.iat!).toBe(1_800);
    expect(key.published).not.toHaveProperty('d');
    expect(statSync(join(folder, 'key.json')).mode & 0o777).toBe(0o600);
    expect((await issuerKey(folder)).secret).toEqual(key.secret);
    rmSync(folder, { recursive: true });
  });

  it.each([
    ['no role', ['--unit', 'BDT'], 'at least one role'],
    ['no unit', ['--role', 'editor'], 'needs the unit'],
    ['a role that is no name', ['--role', 'Editor!', '--unit', 'BDT'], '"Editor!" is not the name of a role'],
    ['a unit that is no identifier', ['--role', 'editor', '--unit', 'B D T'], '--unit takes'],
    ['a time that is none', ['--role', 'editor', '--unit', 'BDT', '--expires', 'soon'], '--expires takes a time'],
    ['a time that is too long', ['--role', 'editor', '--unit', 'BDT', '--expires', '31d'], 'at most 30d'],
    ['no time at all', ['--role', 'editor', '--unit', 'BDT', '--expires', '0s'], '--expires takes a time'],
    ['an unknown option', ['--rolle', 'editor'], "Unknown option '--rolle'"],
    ['a stray word', ['editor'], "Unexpected argument 'editor'"],
  ])('refuses %s in one sentence', (_, args, sentence) => {
    expect(() => readTokenArguments(args)).toThrow(sentence);
  });
});

describe('the local issuer', () => {
  it('starts only when told to by name', () => {
    expect(() => readIssuerArguments([])).toThrow('only with --local-issuer');
  });

  it.each(['0.0.0.0', '192.0.2.7', '::', 'localhost.example.org'])('does not listen on %s', (host) => {
    expect(() => readIssuerArguments(['--local-issuer', '--host', host])).toThrow('loopback address only');
  });

  it('listens on the loopback address', () => {
    expect(readIssuerArguments(['--local-issuer'])).toEqual({ host: '127.0.0.1', port: 3009 });
  });
});
