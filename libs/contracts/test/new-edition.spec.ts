import { describe, expect, it } from '@jest/globals';
import { defineCodeList, priorityAreas, topics, type CodeList } from '@capdev/taxonomy';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { frozenEvents } from '../../../tools/contracts/events.js';
import { coursePublishedV1 } from '../src/catalogue/index.js';
import { checkPayload } from '../src/core/index.js';

/** The list as a reader has it who has not upgraded yet: the edition before some codes were added or replaced. */
function editionBefore(list: CodeList<string>, ...added: string[]): CodeList<string> {
  const known = list.codes.filter((code) => !added.includes(code));
  const codes = Object.fromEntries(known.map((code) => [code, list.labels(code)]));
  return defineCodeList({ name: list.name, title: list.title, source: list.source, edition: 'before', codes });
}

/** A reader of courses, as another team would write it: keeps what arrives, shows labels, counts by topic. */
class Reader {
  private readonly courses: { id: string; topics: readonly string[] }[] = [];

  constructor(private readonly list: CodeList<string>) {}

  take(data: unknown): void {
    const { courseId, topics } = checkPayload(coursePublishedV1, data, 'consumer');
    this.courses.push({ id: courseId, topics });
  }

  /** What is stored, for a reader of the next edition. */
  get kept(): readonly string[] {
    return this.courses.flatMap((course) => course.topics);
  }

  shown(language: string): string[] {
    return this.kept.map((code) => this.list.labelOrCode(code, language));
  }

  about(topic: string): number {
    const wanted = this.list.has(topic) ? this.list.within(topic) : [topic];
    return this.courses.filter((course) => course.topics.some((code) => wanted.includes(code))).length;
  }
}

const event = { ...coursePublishedV1.example, topics: ['spectrum-management', 'e-waste'] };

describe('a consumer on the old edition of a list that meets a new code', () => {
  const reader = new Reader(editionBefore(topics, 'e-waste'));

  it('takes the event and keeps the code', () => {
    expect(() => reader.take(event)).not.toThrow();
    expect(reader.kept).toEqual(['spectrum-management', 'e-waste']);
  });

  it('shows the code where it has no label yet, and the labels it has', () => {
    expect(reader.shown('fr')).toEqual(['Gestion du spectre', 'e-waste']);
  });

  it('finds the course by what it knows and by the new code', () => {
    expect([reader.about('spectrum-management'), reader.about('e-waste'), reader.about('cybersecurity')]).toEqual([
      1, 1, 0,
    ]);
  });

  it('has the label as soon as it takes the new edition, for what it kept before', () => {
    expect(reader.kept.map((code) => topics.labelOrCode(code, 'fr'))).toEqual([
      'Gestion du spectre',
      'Déchets électroniques',
    ]);
  });

  it('is not stopped by the schema it was built on: no released event closes its list of codes', () => {
    const ajv = new Ajv2020();
    addFormats.default(ajv);
    const schema = frozenEvents().get(coursePublishedV1.type)?.schema;
    const invented = {
      ...event,
      topics: ['new'],
      audiences: ['new'],
      level: 'new',
      modality: 'new',
      credential: 'new',
    };
    expect(ajv.validate({ ...schema }, invented)).toBe(true);
    expect(frozenEvents().size).toBeGreaterThan(0);
    expect(JSON.stringify([...frozenEvents().values()].map((kept) => kept.schema))).not.toContain('"enum"');
  });
});

describe('a consumer whose list had a code replaced', () => {
  const today = '2026-11-24';
  const old = editionBefore(priorityAreas, 'network-infrastructure');

  it('goes on with the old code until it takes the new edition, and then finds the successors', () => {
    const stored = '2015-broadband-access';
    expect(old.has(stored) && old.resolve(stored, today)).toEqual([stored]);
    expect(priorityAreas.has(stored) && priorityAreas.resolve(stored, today)).toEqual(['network-infrastructure']);
    expect(priorityAreas.labelOrCode(stored, 'en')).toBe('Broadband access (2015–2018)');
  });

  it('shows the successor by its code when an event names it before the reader has it', () => {
    expect(old.labelOrCode('network-infrastructure', 'ar')).toBe('network-infrastructure');
  });

  it('keeps a code that ended without a successor: its meaning is history, not an error', () => {
    expect(priorityAreas.resolve('2015-e-waste', today)).toEqual([]);
    expect(priorityAreas.labelOrCode('2015-e-waste', 'ru')).toBe('Электронные отходы (2015–2018)');
  });
});
