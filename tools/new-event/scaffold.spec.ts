import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verbs } from '@capdev/contracts/core';
import { root as repository } from '../local/paths.js';
import { Undoable } from '../new-service/undoable.js';
import { aboutOf, sentenceOf } from './answers.js';
import { readNewEvent } from './options.js';
import { scaffoldEvent } from './scaffold.js';

// That what is written compiles, is linted and passes the tests of all events: tools/new-service/new-service.int-spec.ts
const services = ['catalogue', 'offices'].map((slug) => ({ name: slug, slug, port: 1, managementPort: 2 }));
const contracts = 'libs/contracts/src';
const read = (path: string): string => readFileSync(join(root, contracts, path), 'utf8');
const declare = (type: string, ...options: string[]): string[] =>
  scaffoldEvent(readNewEvent([type, ...options], services), root, files);
let root: string;
let files: Undoable;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'capdev-new-event-'));
  cpSync(join(repository, contracts), join(root, contracts), { recursive: true });
  files = new Undoable(root);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('a new event', () => {
  it('of a known aggregate holds its snapshot, says what the file says of all, and stands after the last one of them', () => {
    expect(declare('int.itu.catalogue.course.cancelled.v1')).toEqual([
      `${contracts}/catalogue/course.v1.ts`,
      `${contracts}/catalogue/index.ts`,
    ]);
    const [, added] = read('catalogue/course.v1.ts').split('export class CourseCancelledV1');
    expect(added).toMatch(/^ extends CourseSnapshotV1 \{\}/);
    expect(added).toContain('/** A course was cancelled. */\nexport const courseCancelledV1 = defineEvent({');
    expect(added).toMatch(/\n {4}key,\n {4}personalData,\n {2}\},\n {2}example,\n/);
    const index = read('catalogue/index.ts');
    expect(index).toMatch(/courseRetiredV1,\s+courseCancelledV1,\s+offeringScheduledV1/);
    expect(index.match(/courseCancelledV1/g)).toHaveLength(3);
    expect(index.match(/from '.\/course.v1.js'/g)).toHaveLength(2);
  });

  it('of a new aggregate holds its id and version', () => {
    declare('int.itu.offices.help-desk.opened.v1');
    const text = read('offices/help-desk.v1.ts');
    expect(text).toContain("import { IsInt, IsUUID, Min } from 'class-validator';");
    expect(text).toContain('helpDeskId!: string;');
    expect(read('offices/index.ts')).toMatch(/officesEvents: readonly EventDefinition\[\] = \[ helpDeskOpenedV1,\];/);
    declare('int.itu.offices.help-desk.retired.v1');
    expect(read('offices/index.ts')).toMatch(/= \[ helpDeskOpenedV1, helpDeskRetiredV1,\];/);
    expect(read('offices/help-desk.v1.ts').match(/^import /gm)).toHaveLength(2);
  });

  it('says what its author says of it', () => {
    const when = "When somebody's long day ends.";
    declare('int.itu.offices.help-desk.lapsed.v1', '--when', when, '--key', 'The id of the desk, as always.');
    const text = read('offices/help-desk.v1.ts').split('helpDeskLapsedV1')[1];
    expect(text).toContain(`when: ${JSON.stringify(when)}`);
    expect(text).toContain('key: "The id of the desk, as always."');
  });

  it('is not written over one that is there, nor into an index without a list', () => {
    expect(() => declare('int.itu.catalogue.course.published.v1')).toThrow(
      'is declared in libs/contracts/src/catalogue/course.v1.ts already',
    );
    files.change(`${contracts}/offices/index.ts`, (text) => text.replace('officesEvents', 'others'));
    const before = read('offices/help-desk.v1.ts');
    expect(() => declare('int.itu.offices.help-desk.finished.v1')).toThrow('offices/index.ts has no list');
    expect(read('offices/help-desk.v1.ts')).toBe(before);
  });

  it('is taken back as a whole', () => {
    files.undo();
    for (const path of ['catalogue/course.v1.ts', 'catalogue/index.ts']) {
      expect(read(path)).toBe(readFileSync(join(repository, contracts, path), 'utf8'));
    }
    expect(() => read('offices/index.ts')).toThrow('ENOENT');
  });
});

describe('what is asked for', () => {
  it.each([
    [[], /^Say the type of the one new event: npm run new:event/],
    [['a', 'b'], /^Say the type of the one/],
    [['--who', 'x'], /Unknown option '--who': npm run new:event/],
    [['int.itu.catalogue.course.updated.v1'], /^"updated" is not among the verbs.*core\/event-type\.ts/],
    [['int.itu.catalogue.course.retired'], /is not an event type/],
    [['int.itu.portal.course.retired.v1'], /^No service has the slug "portal", there is catalogue, offices/],
    [['int.itu.catalogue.course.retired.v1', '--when', 'Soon.'], /^--when takes a sentence of more than 20 letters/],
  ])('is refused in one sentence: %j', (args, sentence) => {
    let message = '';
    try {
      readNewEvent(args, services);
    } catch (error) {
      message = (error as Error).message;
    }
    expect(message).toMatch(sentence);
    expect(message).not.toContain('\n');
  });
});

it('the answers are sentences whatever the verb is', () => {
  for (const verb of verbs) {
    const event = { slug: 'offices', aggregate: 'office-hour', verb, major: 1 };
    expect(sentenceOf(event)).toMatch(/^An office hour (was|has) [a-z -]+\.$/);
    for (const isSnapshot of [true, false]) {
      for (const answer of Object.values(aboutOf(event, isSnapshot))) expect(answer).toMatch(/^[A-Z].{20,}\.$/);
    }
  }
});
