import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { scaffoldEvent } from '../../../tools/contracts/new-event.js';

const repository = join(import.meta.dirname, '../../..');
const added = ['int.itu.catalogue.course.cancelled.v1', 'int.itu.mentoring.pairing-round.registered.v1'];
let root: string;
let written: string[];

/** A copy of the repository with two new events: one more of a known aggregate, and the first of a new publisher. */
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'capdev-new-event-'));
  for (const path of ['libs', 'tools', 'package.json', 'jest.config.mjs', 'tsconfig.base.json', 'tsconfig.json']) {
    cpSync(join(repository, path), join(root, path), { recursive: true });
  }
  // The packages of others are linked; ours have to be those of the copy.
  mkdirSync(join(root, 'node_modules', '@capdev'), { recursive: true });
  for (const name of readdirSync(join(repository, 'node_modules')).filter((entry) => entry !== '@capdev')) {
    symlinkSync(join(repository, 'node_modules', name), join(root, 'node_modules', name));
  }
  for (const name of readdirSync(join(root, 'libs'))) {
    symlinkSync(join(root, 'libs', name), join(root, 'node_modules', '@capdev', name));
  }
  written = added.flatMap((type) => scaffoldEvent(type, root));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('the frame of a new event', () => {
  it('is a definition and a line in its publisher’s index, and compiles', async () => {
    expect(written).toEqual([
      'libs/contracts/src/catalogue/course.v1.ts',
      'libs/contracts/src/catalogue/index.ts',
      'libs/contracts/src/mentoring/pairing-round.v1.ts',
      'libs/contracts/src/mentoring/index.ts',
    ]);
    writeFileSync(
      join(root, 'tsconfig.new.json'),
      '{ "extends": "./tsconfig.base.json", "include": ["libs/contracts/src"] }',
    );
    expect(await said('typescript/bin/tsc', '-p', 'tsconfig.new.json', '--pretty', 'false')).toBe('');
  });

  it('comes after the last one, also in a list that stands on one line', () => {
    const elsewhere = mkdtempSync(join(tmpdir(), 'capdev-new-event-'));
    const index = join(elsewhere, 'libs', 'contracts', 'src', 'offices', 'index.ts');
    mkdirSync(join(index, '..'), { recursive: true });
    writeFileSync(index, 'export const officesEvents: readonly EventDefinition[] = [deskOpenedV1];\n');
    scaffoldEvent('int.itu.offices.desk.retired.v1', elsewhere);
    expect(readFileSync(index, 'utf8')).toMatch(/= \[deskOpenedV1,\s+deskRetiredV1,\s+\];/);
    rmSync(elsewhere, { recursive: true });
  });

  it('leaves open what only a person knows, and the tests name each part of it', async () => {
    const before = await said('jest/bin/jest.js', '--testPathPatterns', 'libs/contracts/test/(grammar|compatibility)');
    for (const question of ['when', 'cause', 'conclude', 'key', 'personalData']) {
      expect(before.split(`about.${question} is no answer yet`)).toHaveLength(added.length + 1);
    }
    expect(before).toContain('not frozen: run \\"npm run contracts -- freeze\\"');
    for (const type of added) expect(before).toContain(`● every event › ${type} answers the five questions`);

    for (const file of written) {
      const path = join(root, file);
      writeFileSync(path, readFileSync(path, 'utf8').replaceAll('TODO.', 'A sentence that a person has written.'));
    }
    const after = await said('jest/bin/jest.js', '--testPathPatterns', 'libs/contracts/test/grammar');
    expect(after).toMatch(/Tests: +\d+ passed, \d+ total/);
  });

  it('is not written over an event that is there, nor for a type that is none', () => {
    expect(() => scaffoldEvent('int.itu.catalogue.course.published.v1', root)).toThrow('is declared in');
    expect(() => scaffoldEvent('int.itu.catalogue.course.updated.v1', root)).toThrow('A new verb goes into');
  });
});

/** What a program says in the copy, however it ends. */
async function said(program: string, ...args: string[]): Promise<string> {
  const flags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
  const path = join(root, 'node_modules', program);
  const ended = promisify(execFile)(process.execPath, [...flags, path, ...args], {
    cwd: root,
    env: { PATH: process.env.PATH },
  });
  const { stdout, stderr } = await ended.catch((failure: { stdout: string; stderr: string }) => failure);
  return stdout + stderr;
}
