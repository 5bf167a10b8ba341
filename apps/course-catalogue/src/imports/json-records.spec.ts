import { describe, expect, it } from '@jest/globals';
import { listNamed, mappingNamed, readAll, refusalOf, rowsIn, told } from '../../test/imports-reading/reading.js';
import { capdev } from './mapping-capdev.js';

const whole = listNamed('capdev.jsonl').toString();
const [header = '', provider = '', course = '', retired = '', end = ''] = whole.trim().split('\n');
const refused = (...lines: string[]) => refusalOf(lines.join('\n'), capdev);
const asList = (...lines: string[]) => `[${lines.join(',\n')}]`;
const changed = (change: object) =>
  asList(JSON.stringify({ course: { ...(JSON.parse(retired) as { course: object }).course, ...change } }));
const faultsOf = async (change: object) => told((await rowsIn(changed(change), capdev))[0]!);

describe('our own JSON', () => {
  it('gives providers with the unit that keeps them, and courses with their states, runs and successors', async () => {
    const [organisation, first, second] = await readAll(whole, capdev);
    expect(organisation).toEqual({
      row: 2,
      provider: {
        kind: 'centre',
        name: { original: 'fr', text: { fr: 'Centre d’exemple', en: 'Example Centre' } },
        description: null,
        country: 'CH',
        centreId: 'C-7',
        partnerId: null,
      },
      registeredBy: 'BDT',
      active: true,
      faults: [],
    });
    expect(first).toMatchObject({
      row: 3,
      key: '["BDT-EX-1"]',
      course: { code: 'BDT-EX-1', owningUnit: 'BDT', summary: null, assessment: { passMark: 80 } },
      providers: [{ name: 'Centre d’exemple', kind: 'centre', language: 'fr' }],
      state: 'published',
      distinctFrom: ['BDT-EX-0'],
      faults: [],
    });
    expect(second).toMatchObject({ state: 'retired', successorCode: 'BDT-EX-1', retirementReason: 'Replaced.' });
  });

  it('tells runs apart that are alike, and keeps what null says', async () => {
    const [first] = await rowsIn(whole, capdev);
    expect(first?.offerings.map(({ key, state, offering }) => [key, state, offering.fee, offering.place])).toEqual([
      ['["BDT-EX-1",null,null,"online",null,null,null]', 'open', null, { kind: 'online' }],
      ['["BDT-EX-1",null,null,"online",null,null,null,1]', 'planned', null, { kind: 'online' }],
    ]);
  });

  it('may be a list of the same objects, with and without header and end', async () => {
    const lines = await readAll(whole, capdev);
    const rows = (all: typeof lines) => all.map(({ row: _, ...rest }) => rest);
    expect(rows(await readAll(asList(provider, course, retired), capdev))).toEqual(rows(lines));
    expect(rows(await readAll(asList(header, provider, course, retired, end), capdev))).toEqual(rows(lines));
    expect((await readAll(asList(course), capdev)).map(({ row }) => row)).toEqual([1]);
  });

  it('is refused when it is cut off, has too much, or is of another version', async () => {
    expect(await refused(header, provider, course)).toMatch(/was cut off\. Export it again\./);
    expect(await refused(header, provider, course, end)).toMatch(/other numbers than the 1 providers and 1 courses/);
    expect(await refused(header, provider, course, retired, end, course)).toMatch(/^Line 6 comes after the last line/);
    expect(await refused(course, end)).toMatch(/^Line 1 is not the header/);
    expect(await refused(header.replace('"version":1', '"version":2'), end)).toMatch(
      /^The file is of version 2 .*version 1/,
    );
    expect(await refused(header, provider, '{"course":', end)).toMatch(/^Line 3 is not sound JSON/);
    expect(await refused('')).toMatch(/is empty/);
    expect(await refused(' \n ')).toMatch(/nothing but blanks/);
    expect(await refused('[]')).toMatch(/list is empty/);
    expect(await refused('[{"course":{}},\n{"course":')).toMatch(/not sound JSON; it ends in the middle/);
    expect(await refused('[{"course":{}},\n{]')).toMatch(/not sound JSON; the fault shows in line 2/);
    expect(await refused(header, `{"course":"${'x'.repeat(4_200_000)}"}`, end)).toMatch(/^Line 2 has more than/);
  });

  it('rejects what is neither course nor provider, and goes on', async () => {
    const rows = await rowsIn(`[7, null, [], {}, {"course": 7}, {"course": {}, "provider": {}}, ${retired}]`, capdev);
    expect(rows.map((row) => told(row)[0])).toEqual([
      ...Array.from({ length: 6 }, () => ': is neither a provider nor a course'),
      undefined,
    ]);
  });

  it('rejects a course with all that is wrong in it', async () => {
    expect(
      await faultsOf({
        code: 'x',
        title: null,
        level: 'expert',
        state: 'gone',
        colour: 'red',
        assessment: { passMark: 101, weight: 1 },
        providers: [{ kind: 'school', name: '' }, 7],
        successor: 'not a code',
        distinctFrom: 'X',
        offerings: [{ place: { kind: 'moon' }, organisers: [] }, 7],
      }),
    ).toEqual([
      'title: is missing',
      'level: must be one of: introductory, intermediate, advanced',
      'colour: is no field of ours',
      'assessment/passMark: must be a whole number from 1 to 100',
      'assessment/weight: is no field of ours',
      'code: is not a course code',
      'title: the course has no title',
      'state: must be one of: draft, published, retired',
      'distinctFrom: must be a list of at most 1000 course codes',
      'successor: is not a course code',
      'providers/0/name: must not be empty',
      'providers/0/kind: must be one of: bureau, centre, partner, external',
      'providers/1/name: must be text',
      'providers/1/kind: must be one of: bureau, centre, partner, external',
      'offerings/0/place/kind: must be one of: online, on-site, hybrid',
      'offerings/0/organisers: nobody organises the run',
      'offerings/0/startsOn: only an online self-paced course can run without dates',
      'offerings/1/place/kind: does not say where the run takes place',
      'offerings/1/organisers: nobody organises the run',
      'offerings/1/startsOn: only an online self-paced course can run without dates',
    ]);
  });

  it('rejects a course that is told twice', async () => {
    const rows = await rowsIn(asList(retired, course, retired, course), capdev);
    expect(rows.map(told)).toEqual([
      [],
      [],
      ['key: names the same course as row 1'],
      [expect.stringMatching(/^offerings: names the run/), expect.any(String), 'key: names the same course as row 2'],
    ]);
  });

  it('rejects a name that is a property of every object', async () => {
    const poisoned = `[{"course": {"code": "AA-1", "title": {"original": "en", "text": {"en": "x"}}, "__proto__": {"state": "published"}, "constructor": 1}}]`;
    const [row] = await rowsIn(poisoned, capdev);
    expect(told(row!)).toEqual(['__proto__: is no field of ours', 'constructor: is no field of ours']);
    expect(row?.state).toBeUndefined();
  });

  it('rejects a provider with all that is wrong in it', async () => {
    const [one] = await readAll(
      '[{"provider": {"kind": "school", "active": "yes", "registeredBy": "a b", "country": "XX"}}]',
      mappingNamed('capdev'),
    );
    expect(one?.faults.map(({ field }) => field)).toEqual([
      'kind',
      'country',
      'kind',
      'name',
      'active',
      'registeredBy',
    ]);
  });
});
