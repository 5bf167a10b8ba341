import { existsSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { declaredEvents, fileOf } from '../../../tools/contracts/events.js';
import { checkPayload, eventTypeGrammar, parseEventType, topicOf } from '../src/core/index.js';

const events = await declaredEvents();
const cases = events.map((event) => [event.definition.type, event] as const);

describe('every event', () => {
  it('has a type of its own', () => {
    const types = events.map(({ definition }) => definition.type);
    expect(types.length).toBeGreaterThan(0);
    expect(new Set(types).size).toBe(types.length);
  });

  it.each(cases)('%s follows the grammar', (type) => {
    expect(type).toMatch(eventTypeGrammar);
  });

  it.each(cases)('%s stands in its publisher’s folder, in the file of its aggregate and version', (_, event) => {
    expect(event.folder).toBe(event.definition.slug);
    expect(existsSync(fileOf(event))).toBe(true);
  });

  it.each(cases)('%s answers the five questions', (_, { definition }) => {
    const questions = ['when', 'cause', 'conclude', 'key', 'personalData'] as const;
    const open = questions.filter((question) => !/^\S.{20,}[.]$/s.test(definition.about[question]));
    expect(open.map((question) => `about.${question} is no answer yet: write it as a sentence`)).toEqual([]);
  });

  it.each(cases)('%s has an example that its publisher could send', (_, { definition }) => {
    const example = JSON.parse(JSON.stringify(definition.example)) as unknown;
    expect(checkPayload(definition, example, 'producer')).toEqual(definition.example);
  });
});

describe('an event type', () => {
  it('gives slug, aggregate, verb, version and topic', () => {
    const type = 'int.itu.catalogue.course.published.v1';
    expect(parseEventType(type)).toEqual({ slug: 'catalogue', aggregate: 'course', verb: 'published', major: 1 });
    expect(topicOf(type)).toBe('int.itu.catalogue.course');
    expect(topicOf('int.itu.partners.need-request.registered.v12')).toBe('int.itu.partners.need-request');
  });

  it.each([
    'int.itu.catalogue.course.updated.v1',
    'int.itu.catalogue.course.published',
    'int.itu.catalogue.course.published.v0',
    'int.itu.catalogue.course.published.1',
    'int.itu.catalogue.Course.published.v1',
    'int.itu.catalogue.course-.published.v1',
    'int.itu.catalogue.published.v1',
    'int.itu.catalogue.course.online.published.v1',
    'org.itu.catalogue.course.published.v1',
    ' int.itu.catalogue.course.published.v1',
    'int.itu.catalogue.course.published.v1\n',
    '',
  ])('is refused as %j', (type) => {
    expect(() => parseEventType(type)).toThrow('is not an event type');
  });
});
