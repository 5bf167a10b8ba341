import { mkdtempSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { Undoable } from './undoable.js';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'capdev-undoable-'));
  mkdirSync(join(root, 'kept'));
  writeFileSync(join(root, 'kept', 'list'), 'one\n');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

it('what was written can be taken back, with what others have put beside it', () => {
  const files = new Undoable(root);
  files.write('new/deep/a', 'a');
  files.write('new/deep/b', 'b');
  files.write('kept/c', 'c');
  files.change('kept/list', (text) => `${text}two\n`);
  files.keep('kept/page');
  files.keep('kept/list');
  files.keepAway('built');
  files.keepAway('kept');
  mkdirSync(join(root, 'built'));
  for (const path of ['new/other', 'kept/page', 'kept/list']) writeFileSync(join(root, path), 'by somebody else');
  files.undo();
  expect(readdirSync(root)).toEqual(['kept']);
  expect(readdirSync(join(root, 'kept'))).toEqual(['list']);
  expect(readFileSync(join(root, 'kept', 'list'), 'utf8')).toBe('one\n');
});

it('a file that could not be changed is as it was', () => {
  const files = new Undoable(root);
  const refuse = () => {
    throw new Error('refused');
  };
  expect(() => files.change('kept/list', refuse)).toThrow('refused');
  files.undo();
  expect(readFileSync(join(root, 'kept', 'list'), 'utf8')).toBe('one\n');
});
