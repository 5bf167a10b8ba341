import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ImportUnreadable, type Encoding } from '@capdev/service-frame/csv';
import { listNamed, mappingNamed, readAll } from '../../test/imports-reading/reading.js';
import { knownMappings } from './known-mappings.js';

const mapping = fc.constantFrom(...knownMappings);
const encoding = fc.constantFrom<Encoding>('utf-8', 'latin1');
const lists = ['fao-qut.csv', 'carpentries.csv', 'nbis.json', 'itu-observed.csv', 'capdev.jsonl'];

/** Reads to the end. Whatever is thrown and is no refusal fails the test. */
async function outcome(...[content, which, options]: Parameters<typeof readAll>): Promise<string> {
  try {
    const rows = await readAll(content, which, options);
    return `${rows.length} rows, ${rows.filter(({ faults }) => faults.length > 0).length} of them rejected`;
  } catch (error) {
    if (error instanceof ImportUnreadable) return error.message;
    throw error;
  }
}

describe('whatever bytes are sent', () => {
  it('are read or refused with a sentence, in every format', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 300 }),
        mapping,
        encoding,
        fc.integer({ min: 1, max: 300 }),
        async (bytes, which, said, size) => {
          expect(await outcome(bytes, which, { encoding: said, size })).toMatch(/\S/);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('are read or refused when they are any JSON', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.json({ maxDepth: 5 }),
        fc.constantFrom('capdev', 'nbis', 'schema-org'),
        async (text, name) => {
          expect(await outcome(text, mappingNamed(name))).toMatch(/\S/);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('are read or refused when they are courses of schema.org with anything for their properties', async () => {
    const properties = [
      '@id',
      '@context',
      'name',
      'hasCourseInstance',
      'inLanguage',
      'provider',
      'offers',
      'location',
      'startDate',
      'courseMode',
    ];
    const value = fc.oneof(
      fc.jsonValue({ maxDepth: 3 }),
      fc.constant({ '@type': 'CourseInstance', startDate: '2027-03-01' }),
    );
    const course = fc.dictionary(fc.constantFrom(...properties), value).map((rest) => ({ '@type': 'Course', ...rest }));
    await fc.assert(
      fc.asyncProperty(fc.array(course, { minLength: 1, maxLength: 3 }), async (courses) => {
        expect(await outcome(JSON.stringify(courses), mappingNamed('schema-org'))).toMatch(/\S/);
      }),
      { numRuns: 300 },
    );
  });

  it('are read or refused when they are a list with a few bytes changed, the same however it arrives', async () => {
    const change = fc.record({ at: fc.nat(), bytes: fc.uint8Array({ minLength: 1, maxLength: 3 }) });
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...lists),
        fc.array(change, { minLength: 1, maxLength: 3 }),
        encoding,
        async (file, changes, said) => {
          const content = Buffer.from(listNamed(file));
          for (const { at, bytes } of changes) content.set(bytes, at % (content.length - 3));
          const which = mappingNamed(file.replace(/\..*/, ''));
          const whole = await outcome(content, which, { encoding: said });
          expect(await outcome(content, which, { encoding: said, size: 11 })).toBe(whole);
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe('a long list', () => {
  it('is given row by row and not kept, and one that ends badly is refused at its end', async () => {
    let given = 0;
    async function* endless(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('Provider,Company,CourseName,Link,Contents,Level\n');
      for (let row = 0; row < 20_000; row += 1) {
        given = row;
        yield Buffer.from(`P,C,Course ${row},https://example.org,x,\n`);
      }
      yield Buffer.from('P,C,"Course\n');
    }
    const { readImport } = await import('./read-import.js');
    const reading = readImport(endless(), mappingNamed('fao-qut'), { encoding: 'utf-8' });
    expect((await reading.next()).value).toMatchObject({ row: 2 });
    expect(given).toBeLessThan(1_000);
    let rows = 1;
    const rest = async () => {
      for await (const _ of reading) rows += 1;
    };
    await expect(rest()).rejects.toThrow('The quotation mark in line 20002 is never closed');
    expect(rows).toBeGreaterThan(19_000);
  });
});
