import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { codeGrammar, codeOf } from './course-code.js';
import { mapRow } from './map-row.js';
import { demoList } from './mappings/demo-list.js';
import { faoQut } from './mappings/fao-qut.js';
import { mappingNamed } from './mappings/known.js';
import { columnAt, columnsOf, type Mapping } from './mapping.js';

function row(mapping: Mapping, cells: Record<string, string>, number = 2) {
  const empty = Object.fromEntries(columnsOf(mapping).map((column) => [column, '']));
  return mapRow(mapping, { number, cells: { ...empty, ...cells } });
}

const foreign = {
  Provider: 'Example Platform',
  Company: 'University of Example',
  CourseName: 'Fundamentals of remote sensing 1',
  Link: 'https://example.org/remote-sensing',
  Contents: 'Manager; orbits; resolution; ',
  Level: 'fundamental',
};

describe('a list of others', () => {
  it('feeds title, description, level, link and language, and nothing that it does not say', () => {
    const { course, faults } = row(faoQut, foreign);
    expect(faults).toEqual([]);
    expect(course).toEqual({
      title: { original: 'en', text: { en: 'Fundamentals of remote sensing 1' } },
      description: { original: 'en', text: { en: 'Manager; orbits; resolution' } },
      level: 'introductory',
      languages: ['en'],
      links: [{ rel: 'about', url: 'https://example.org/remote-sensing' }],
    });
  });

  it.each([
    ['Introductory', 'introductory'],
    ['Introductory;', 'introductory'],
    ['Intermediate; ', 'intermediate'],
    ['Fundamental ', 'introductory'],
    ['ADVANCED;;', 'advanced'],
  ])('understands the level "%s"', (written, level) => {
    expect(row(faoQut, { ...foreign, Level: written.trim() }).course.level).toBe(level);
  });

  it('leaves a level that is not there absent, and refuses one that nobody knows', () => {
    expect(row(faoQut, { ...foreign, Level: '' }).course).not.toHaveProperty('level');
    const [fault] = row(faoQut, { ...foreign, Level: 'expert' }).faults;
    expect(fault).toMatchObject({ field: 'Level', reason: '"expert" is not known' });
    expect(fault?.advice).toBe('use one of: introductory, intermediate, advanced, fundamental');
  });

  it('names the owner of the content and the platform, once when they are the same', () => {
    expect(row(faoQut, foreign).providers.map(({ name }) => name)).toEqual([
      'University of Example',
      'Example Platform',
    ]);
    const same = row(faoQut, { ...foreign, Provider: 'Example academy', Company: 'Example Academy' });
    expect(same.providers.map(({ name }) => name)).toEqual(['Example Academy']);
  });

  it('collects every fault of a row', () => {
    const { faults } = row(faoQut, { ...foreign, CourseName: '', Level: 'x', Link: 'example.org' });
    expect(faults.map(({ field }) => field).sort()).toEqual(['CourseName', 'Level', 'Link']);
  });
});

describe('a list in the layout of this repository', () => {
  const own = { code: 'BDT-DEMO-1', original: 'fr', title_fr: 'Gestion du spectre', title_ar: 'إدارة الطيف' };

  it('takes a title in each language that has one, with the original it names', () => {
    expect(row(demoList, own).course.title).toEqual({
      original: 'fr',
      text: { ar: 'إدارة الطيف', fr: 'Gestion du spectre' },
    });
  });

  it('refuses an original language in which there is no title', () => {
    expect(row(demoList, { ...own, original: 'ru' }).faults).toEqual([
      {
        field: 'title_ru',
        reason: 'the original language is "ru" and there is no text in it',
        advice: 'fill in that language, or name another original',
      },
      { field: 'title_ar', reason: 'the course has no title', advice: 'give it one' },
    ]);
  });

  it('splits topics, outcomes and languages, and puts a part of a field in its place', () => {
    const { course } = row(demoList, {
      ...own,
      topics: 'cybersecurity; e-waste;;',
      outcomes: 'Plan; Do',
      hours: '12.5',
      fee: 'free',
    });
    expect(course).toMatchObject({
      topics: ['cybersecurity', 'e-waste'],
      learningOutcomes: [
        { original: 'fr', text: { fr: 'Plan' } },
        { original: 'fr', text: { fr: 'Do' } },
      ],
      workloadHours: 12.5,
      feeTerms: { kind: 'free' },
    });
  });

  it('refuses a number in words and a code outside the grammar', () => {
    const { faults } = row(demoList, { ...own, code: 'bdt demo', hours: 'twelve' });
    expect(faults.map(({ field, reason }) => `${field}: ${reason}`)).toEqual([
      'hours: "twelve" is not a number',
      'code: "bdt demo" is not a course code',
    ]);
  });

  it('leads from a place in a refused request back to the cell', () => {
    expect(columnAt(demoList, '/title/text/fr')).toBe('title_fr');
    expect(columnAt(demoList, '/feeTerms/kind')).toBe('fee');
    expect(columnAt(demoList, '/topics')).toBe('topics');
    expect(columnAt(demoList, '/code')).toBe('code');
    expect(columnAt(faoQut, '/languages')).toBeUndefined();
  });
});

describe('a course code made from a key', () => {
  it('is the same every time and says something', () => {
    const code = codeOf('FQ', 'Python 3 Tutorial', ['Code Academy', 'Python 3 Tutorial']);
    expect(code).toMatch(/^FQ-PYTHON-3-TUTORIAL-[0-9A-F]{8}$/);
    expect(codeOf('FQ', 'Python 3 Tutorial', ['Code Academy', 'Python 3 Tutorial'])).toBe(code);
  });

  it('tells titles apart that begin alike, and keys whose parts run together', () => {
    const long = 'Data Science Foundations using R Specialisation';
    expect(codeOf('FQ', `${long} 1`, [`${long} 1`])).not.toBe(codeOf('FQ', `${long} 2`, [`${long} 2`]));
    expect(codeOf('FQ', 'x', ['ab', 'c'])).not.toBe(codeOf('FQ', 'x', ['a', 'bc']));
  });

  it('has at most 40 characters, however long the title is', () => {
    expect(codeOf('FQ', 'Management of networks and services '.repeat(5), ['x'])).toMatch(
      /^FQ-MANAGEMENT-OF-NETWORKS-AND-S?[A-Z-]*-[0-9A-F]{8}$/,
    );
    expect(codeOf('FQ', 'Management of networks and services '.repeat(5), ['x']).length).toBeLessThanOrEqual(40);
  });

  it('is legal whatever the title is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.array(fc.string()), (readable, key) => {
        const code = codeOf('FQ', readable, key);
        expect(code).toMatch(codeGrammar);
        expect(code.length).toBeLessThanOrEqual(40);
      }),
    );
  });
});

describe('a mapping that does not exist', () => {
  it('is answered with those that do', () => {
    expect(() => mappingNamed('fao')).toThrow(/There is no mapping "fao"\. There are: fao-qut .*demo-list/);
    expect(() => mappingNamed(undefined)).toThrow(/--mapping NAME: fao-qut/);
  });
});
