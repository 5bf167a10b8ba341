import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { pieces } from '../../test/imports-reading/reading.js';
import { faultsOfMapping, type ImportMapping } from './import-mapping.js';
import { carpentries } from './mapping-carpentries.js';
import { demoList } from './mapping-demo-list.js';
import { nbis } from './mapping-nbis.js';
import { readImport } from './read-import.js';

const places = (value: unknown) => faultsOfMapping(value).map(({ pointer }) => pointer);
const told = (value: unknown) => faultsOfMapping(value).map(({ pointer, detail }) => `${pointer}: ${detail}`);
const withField = (name: string, rule: unknown) => ({ ...demoList, course: { ...demoList.course, [name]: rule } });
const withRun = (change: object) => ({ ...carpentries, offering: { ...carpentries.offering, ...change } });

describe('a mapping from outside', () => {
  it.each([null, undefined, 7, 'csv', [], [demoList]])('is an object and not %j', (value) => {
    expect(places(value)).toEqual(['']);
  });

  it('has a name, says what it is for, and of which format it is', () => {
    expect(places({})).toEqual(['/name', '/about', '/format']);
    expect(told({ name: 'Ours!', about: '', format: 'xml' })).toEqual([
      '/name: Must have small letters, digits and hyphens.',
      '/about: Must be a text.',
      '/format: Must be one of: csv, json, json-ld.',
    ]);
    expect(places({ name: 'a', about: 'b', format: 'json', course: {} })).toEqual(['/course']);
  });

  it('feeds fields that there are, and is told which ones', () => {
    const [fault] = faultsOfMapping(withField('titel', { as: 'plain', column: 'x' }));
    expect(fault?.pointer).toBe('/course/titel');
    expect(fault?.detail).toMatch(/^No such field\. There are: owningUnit, title, summary, .*feeTerms\.kind/);
    expect(places(withField('providerIds', { as: 'constant', value: [] }))).toEqual(['/course/providerIds']);
    expect(places(withField('toString', { as: 'plain', column: 'x' }))).toEqual(['/course/toString']);
    const [ofRun] = faultsOfMapping(withRun({ fields: { ...carpentries.offering?.fields, 'place.town': {} } }));
    expect(ofRun).toMatchObject({ pointer: '/offering/fields/place.town' });
    expect(ofRun?.detail).toMatch(/place\.city/);
  });

  it('feeds them with a rule that makes such a value', () => {
    expect(told(withField('level', { as: 'number', column: 'level' }))).toEqual([
      '/course/level/as: Must be one of: constant, code.',
    ]);
    expect(told(withField('level', { as: 'constant', value: 'expert' }))).toEqual([
      '/course/level/value: It must be one of: introductory, intermediate, advanced.',
    ]);
    expect(places(withField('title', { as: 'text', original: { language: 'xx' }, columns: { english: 'T' } }))).toEqual(
      ['/course/title/columns/english', '/course/title/original/language'],
    );
    expect(places(withField('topics', { as: 'codes', column: 'topics' }))).toEqual(['/course/topics']);
    expect(places(withField('topics', { as: 'codes', column: 'topics', separator: ';', literal: 'python' }))).toEqual([
      '/course/topics',
    ]);
    expect(places(withField('level', { as: 'code', column: ' level', colour: 'red' }))).toEqual([
      '/course/level/colour',
      '/course/level/column',
    ]);
  });

  it('names lists that there are, and the one that the field takes', () => {
    expect(told(withField('level', { as: 'code', column: 'l', list: 'grades' }))[0]).toMatch(
      /^\/course\/level\/list: There is no such list\. There are: .*levels/,
    );
    expect(told(withField('level', { as: 'code', column: 'l', list: 'topics' }))).toEqual([
      '/course/level/list: This field takes one of: introductory, intermediate, advanced.',
    ]);
    expect(
      places(withField('level', { as: 'code', column: 'l', spellings: { Basic: 'introductory', b: 'basic' } })),
    ).toEqual(['/course/level/spellings/Basic', '/course/level/spellings/b']);
  });

  it('is whole: title, key, code, providers, and the place of a run', () => {
    const { title: _, ...titleless } = demoList.course;
    expect(places({ ...demoList, course: titleless })).toEqual(['/course']);
    expect(places({ ...demoList, key: [], code: undefined, providers: undefined })).toEqual([
      '/key',
      '/code',
      '/providers',
    ]);
    expect(places({ ...demoList, code: { prefix: 'much-too-long-a-prefix', readable: 'x' } })).toEqual([
      '/code/prefix',
    ]);
    expect(places(withRun({ fields: {} }))).toEqual(['/offering/fields']);
    expect(places(withRun({ state: { as: 'ended', before: 'yesterday' } }))).toEqual(['/offering/state/before']);
    expect(places({ ...demoList, providers: [{ column: 'p', kind: 'school', language: 'en' }] })).toEqual([
      '/providers/0/kind',
    ]);
  });

  it('uses no name that is a property of every object', () => {
    const poisoned = JSON.parse('{"name":"a","about":"b","format":"json","__proto__":{"polluted":true}}') as unknown;
    expect(told(poisoned)).toEqual(['/__proto__: This name may not be used.']);
    expect(places(withField('level', { as: 'code', column: 'l', spellings: { constructor: 'advanced' } }))).toEqual([
      '/course/level/spellings/constructor',
    ]);
  });

  it('has bounds', () => {
    expect(told({ ...demoList, about: 'x'.repeat(200_000) })).toEqual([
      ': A mapping may have about 100000 characters.',
    ]);
    const deep = JSON.parse('['.repeat(5_000) + ']'.repeat(5_000)) as unknown;
    expect(told({ ...demoList, key: deep })[0]).toMatch(/Lies deeper than 12 levels/);
    expect(places({ ...demoList, key: Array.from({ length: 11 }, () => 'x') })).toEqual(['/key']);
    const many = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`field${index}`, {}]));
    expect(faultsOfMapping({ ...demoList, course: many })).toHaveLength(100);
  });

  it('of JSON-LD says what the document cannot, and nothing that it does', () => {
    expect(
      told({ ...nbis, constants: { title: 'x', level: 'advanced', modality: 'x' } }).map((one) => one.slice(0, 40)),
    ).toEqual(['/constants/title: No such field. There a', '/constants/modality: It must be one of: ']);
    expect(places({ ...nbis, language: 'english', courseKey: 'url', state: { as: 'code', column: 'x' } })).toEqual([
      '/language',
      '/courseKey',
      '/state/as',
    ]);
    expect(places({ ...nbis, providers: [{ column: 'x', kind: 'external', language: 'en' }] })).toEqual([
      '/providers/0/column',
      '/providers/0/name',
    ]);
  });

  it('never makes the check fail itself, whatever it is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom('csv', 'json', 'json-ld'), (value, format) => {
        expect(Array.isArray(faultsOfMapping(value))).toBe(true);
        const mixed = {
          ...demoList,
          ...(typeof value === 'object' ? value : {}),
          format,
          course: value,
          offering: value,
        };
        expect(Array.isArray(faultsOfMapping(mixed))).toBe(true);
      }),
    );
  });

  it('that is faulty reads nothing', async () => {
    const mapping = withField('titel', { as: 'plain', column: 'x' }) as ImportMapping;
    const reading = readImport(pieces('code\nA\n'), mapping, { encoding: 'utf-8' }).next();
    await expect(reading).rejects.toMatchObject({
      code: 'import-unreadable',
      message: expect.stringMatching(/^The mapping has 1 fault; at \/course\/titel: No such field/) as unknown,
      faults: [{ pointer: '/course/titel' }],
    });
  });
});
