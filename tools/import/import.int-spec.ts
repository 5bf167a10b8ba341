import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Deployed, deployForTest } from '../local/deployed-for-test.js';
import { ServiceClient } from '../local/service-client.js';
import type { Fate } from './account.js';
import { runImport } from './run-import.js';

// Loading a list must work through the front door.
const folder = mkdtempSync(join(tmpdir(), 'capdev-import-'));
let catalogue: Deployed;

beforeAll(async () => {
  catalogue = await deployForTest('course-catalogue');
}, 60_000);

afterAll(async () => {
  await catalogue?.takeDown();
  rmSync(folder, { recursive: true, force: true });
});

const headings = 'Provider,Company ,CourseName ,Link,Contents,Level,User';
const good = [
  'Example Platform,Example University,Remote sensing 1,https://example.org/1,Orbits; sensors;,fundamental,GIS Expert;',
  'Example Platform,Example University,Remote sensing 2,https://example.org/1,"Water, ""maps""",Advanced; ,Manager',
  'Example Platform,Example Platform ,Données ouvertes,https://example.org/3,Licences;,,Manager',
];

async function load(
  lines: readonly string[],
  { publish = true, acceptSimilar = false, dryRun = false, unit = 'BDT' } = {},
): Promise<string[]> {
  const file = join(folder, 'list.csv');
  writeFileSync(file, `\uFEFF${[headings, ...lines].join('\r\n')}\r\n`);
  const fates: Fate[] = [];
  await runImport(await catalogue.client('loader', unit, 'editor'), {
    mapping: 'fao-qut',
    file,
    encoding: 'utf-8',
    unit,
    publish,
    acceptSimilar,
    dryRun,
    print: () => undefined,
    onFate: (fate) => fates.push(fate),
  });
  return fates.map(({ row, outcome, published, after, faults }) =>
    [
      row,
      outcome,
      published ? 'published' : '',
      ...(outcome === 'updated' ? Object.keys(after ?? {}) : []),
      ...faults.map(({ field, reason }) => `${field}: ${reason}`),
    ]
      .filter((part) => part !== '')
      .join(' '),
  );
}

const courses = async () =>
  (await new ServiceClient(catalogue.url, undefined).get<{ items: object[] }>('/courses')).body.items.length;

describe('loading a list into the catalogue', () => {
  it('a dry run tells what would happen and writes nothing', async () => {
    expect(await load(good, { dryRun: true })).toEqual([
      '2 created published',
      '3 created published',
      '4 created published',
    ]);
    expect(await courses()).toBe(0);
  });

  it('enters each course once, as a draft or public; loaded again, nothing is new', async () => {
    expect(await load(good, { publish: false })).toEqual(['2 created', '3 created', '4 created']);
    expect(await courses()).toBe(0);
    const published = ['2 updated published state', '3 updated published state', '4 updated published state'];
    expect(await load(good)).toEqual(published);
    expect(await courses()).toBe(3);
    expect(await load(good)).toEqual(['2 unchanged', '3 unchanged', '4 unchanged']);
  });

  it('writes only what has changed, and names it', async () => {
    const changed = [
      good[0]!,
      good[1]!.replace('example.org/1', 'example.org/2'),
      good[2]!.replace(',,', ',Intermediate,'),
    ];
    expect(await load(changed)).toEqual(['2 unchanged', '3 updated links', '4 updated level']);
  });

  it('rejects a row by itself, with the place, and enters the others', async () => {
    const long = 'x'.repeat(250);
    const rows = [
      `P,C,${long},https://example.org/4,x,Advanced,u`,
      'P,C,Good one,https://example.org/5,x,Advanced,u',
      'P,C,Good one,https://example.org/6,x,Advanced,u',
    ];
    const fates = await load(rows);
    expect(fates[0]).toMatch(/^2 rejected CourseName: .*200 characters/);
    expect(fates.slice(1)).toEqual(['3 created published', '4 rejected key: names the same course as row 3']);
  });

  it('asks about a course that looks like another, and enters it when that is accepted', async () => {
    const rows = [
      'P,C,Learning to plan networks,https://example.org/7,x,Advanced,u',
      'P,C,Network planning: learning,https://example.org/8,x,Advanced,u',
    ];
    expect(await load(rows)).toEqual(['2 created published', '3 held']);
    expect(await load(rows, { acceptSimilar: true })).toEqual(['2 unchanged', '3 created published']);
    expect(await load(rows)).toEqual(['2 unchanged', '3 unchanged']);
  });

  it('does not touch what another unit has entered', async () => {
    const [fate] = await load([good[0]!.replace('Orbits', 'Comets')], { unit: 'TSB' });
    expect(fate).toMatch(/^2 rejected .*/);
    expect(await load([good[0]!])).toEqual(['2 unchanged']);
  });

  it('writes nothing when the file is broken near its end', async () => {
    const before = await courses();
    await expect(
      load(['P,C,New one,https://example.org/9,x,,u', 'P,C,"open,https://example.org/9,x,,u']),
    ).rejects.toThrow(/never closed/);
    expect(await courses()).toBe(before);
  });
});
