import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { IsInt, IsOptional, IsString, Length, Matches, Max, MaxLength, Min } from 'class-validator';
import { advice, differences } from '../../../tools/contracts/differences.js';
import { declaredEvents, freezable, frozenEvents } from '../../../tools/contracts/events.js';
import { type JsonSchema, schemaOf } from '../../../tools/contracts/schema-of.js';
import { checkPayload, IsFilled, IsFilledList, Nested, NestedList, Nullable, Optional } from '../src/core/index.js';

const ajv = new Ajv2020({ allErrors: true });
addFormats.default(ajv);

const declared = new Map((await declaredEvents()).map(({ definition }) => [definition.type, definition]));
const frozen = frozenEvents();
const both = [...frozen].flatMap(([type, kept]) => {
  const definition = declared.get(type);
  return definition ? [[type, { kept, definition }] as const] : [];
});

/** Ajv's findings in words; empty when it accepts. */
function faults(schema: JsonSchema, data: unknown): string {
  const { title: _, ...anonymous } = schema;
  return ajv.validate(anonymous, data) ? '' : ajv.errorsText();
}

describe('released events', () => {
  it('are all declared still, and all declared ones are frozen', () => {
    const gone = [...frozen.keys()].filter((type) => !declared.has(type));
    const fresh = [...declared.keys()].filter((type) => !frozen.has(type));
    expect({
      'released, but declared no more: bring it back, or remove the frozen file when the last reader has gone': gone,
      'declared, but not frozen: run "npm run contracts -- freeze"': fresh,
    }).toEqual({
      'released, but declared no more: bring it back, or remove the frozen file when the last reader has gone': [],
      'declared, but not frozen: run "npm run contracts -- freeze"': [],
    });
  });

  it.each(both)('%s is what it was, but for new optional fields', (type, { kept, definition }) => {
    const found = differences(kept.schema, freezable(definition).schema);
    expect(found.length === 0 ? '' : advice(type, found)).toBe('');
  });

  it.each(both)('%s: today’s reader understands the event as released', (_, { kept, definition }) => {
    expect(JSON.parse(JSON.stringify(checkPayload(definition, kept.example, 'consumer')))).toEqual(kept.example);
    expect(faults(freezable(definition).schema, kept.example)).toBe('');
  });

  it.each(both)('%s: a reader of the release understands today’s event', (_, { kept, definition }) => {
    expect(faults(kept.schema, freezable(definition).example)).toBe('');
  });
});

class Part {
  @IsFilled()
  name!: string;
}
class Released {
  @IsFilled()
  code!: string;

  @Optional()
  @IsInt()
  @Min(0)
  hours?: number;

  @Nullable()
  @IsFilled()
  startsOn!: string | null;

  @Nested(() => Part)
  part!: Part;

  @NestedList(() => Part)
  parts!: Part[];

  @IsFilledList()
  tags!: string[];
}

describe('the comparison with what was released', () => {
  const released = schemaOf(Released);

  it('allows an optional field, also inside a part', () => {
    class WiderPart extends Part {
      @Optional()
      @IsFilled()
      nickname?: string;
    }
    class Wider extends Released {
      @Optional()
      @IsInt()
      page?: number;
    }
    expect(differences(released, schemaOf(Wider))).toEqual([]);
    expect(differences(schemaOf(Part), schemaOf(WiderPart))).toEqual([]);
  });

  const changed = (field: string, schema: JsonSchema | undefined, required = released.required): JsonSchema => {
    const { [field]: _, ...others } = released.properties!;
    return { ...released, properties: schema ? { ...others, [field]: schema } : others, required: required! };
  };
  it.each<[string, JsonSchema, string]>([
    ['a removed field', changed('code', undefined), '/code was removed'],
    [
      'a new required field',
      changed('page', { type: 'integer' }, [...released.required!, 'page']),
      '/page is new and required',
    ],
    ['another type', changed('code', { type: 'integer' }), '/code was'],
    ['a tighter limit', changed('hours', { type: 'integer', minimum: 1 }), '/hours was'],
    [
      'a field that became required',
      changed('hours', released.properties!['hours'], [...released.required!, 'hours']),
      '/hours was optional',
    ],
    [
      'a field that became optional',
      changed('code', released.properties!['code'], ['part', 'parts', 'startsOn', 'tags']),
      '/code was always there',
    ],
    [
      'a field that can no longer be null',
      changed('startsOn', { type: 'string', minLength: 1 }),
      '/startsOn could be null',
    ],
    [
      'a field that can be null now',
      changed('code', { anyOf: [released.properties!['code']!, { type: 'null' }] }),
      '/code can be null',
    ],
    [
      'another type inside a part',
      changed('part', { ...schemaOf(Part), properties: { name: { type: 'number' } } }),
      '/part/name was',
    ],
    ['another type inside a list', changed('tags', { type: 'array', items: { type: 'number' } }), '/tags/* was'],
    ['a list that became a single thing', changed('tags', { type: 'array' }), '/tags was a list'],
  ])('refuses %s', (_, today, reason) => {
    expect(differences(released, today).join('; ')).toContain(reason);
  });

  const type = 'int.itu.catalogue.course.published.v1';
  const { code, hours } = released.properties!;
  const needing = (...names: string[]) => [...names, 'part', 'parts', 'startsOn', 'tags'].sort();
  const mend = `Put it back, and declare the change as int.itu.catalogue.course.published.v2 beside it: docs/how-to/change-an-event.md.`;
  it.each<[string, JsonSchema, string]>([
    ['an optional field is added', changed('page', { type: 'integer' }), ''],
    ['a field is removed', changed('code', undefined, needing()), '/code was removed'],
    [
      'a field is renamed',
      { ...changed('code', undefined, needing('number')), properties: renamed('code', 'number') },
      '/code was removed; /number is new and required',
    ],
    [
      'a field gets another type',
      changed('code', { type: 'integer' }),
      `/code was ${JSON.stringify(code)} and is {"type":"integer"}`,
    ],
    [
      'a limit is tightened',
      changed('hours', { ...hours, minimum: 1 }),
      `/hours was ${JSON.stringify(hours)} and is ${JSON.stringify({ ...hours, minimum: 1 })}`,
    ],
  ])('when %s, one sentence says what to do, or nothing has to be done', (_, today, what) => {
    const found = differences(released, today);
    const sentence = `${type} is released and may only gain optional fields, but ${what}. ${mend}`;
    expect(found.length === 0 ? '' : advice(type, found)).toBe(what === '' ? '' : sentence);
  });

  function renamed(from: string, to: string): Readonly<Record<string, JsonSchema>> {
    const { [from]: field, ...others } = released.properties!;
    return { ...others, [to]: field! };
  }

  it('says what to do', () => {
    expect(advice('int.itu.catalogue.course.published.v1', ['/code was removed'])).toBe(
      'int.itu.catalogue.course.published.v1 is released and may only gain optional fields, but /code was removed. ' +
        'Put it back, and declare the change as int.itu.catalogue.course.published.v2 beside it: docs/how-to/change-an-event.md.',
    );
  });
});

describe('a schema', () => {
  it('says the same as the validators', () => {
    expect(schemaOf(Released)).toEqual({
      type: 'object',
      properties: {
        code: { type: 'string', minLength: 1 },
        hours: { type: 'integer', minimum: 0 },
        part: { type: 'object', properties: { name: { type: 'string', minLength: 1 } }, required: ['name'] },
        parts: {
          type: 'array',
          items: { type: 'object', properties: { name: { type: 'string', minLength: 1 } }, required: ['name'] },
        },
        startsOn: { anyOf: [{ type: 'string', minLength: 1 }, { type: 'null' }] },
        tags: { type: 'array', items: { type: 'string', minLength: 1 } },
      },
      required: ['code', 'part', 'parts', 'startsOn', 'tags'],
    });
  });

  it.each<[string, new () => object, string]>([
    ['a validator without a meaning', withField(Length(1, 3)), 'isLength'],
    ['an optional field that may also be null', withField(IsOptional(), IsString()), 'Optional()'],
    ['a pattern with flags', withField(Matches(/^a$/i)), 'flags'],
    ['a list whose items are not looked at', withField(IsFilledList(), Max(3)), 'each item'],
    ['a limit that the converter does not know', withField(MaxLength(3)), 'maxLength'],
  ])('is not made from %s', (_, payload, reason) => {
    expect(() => schemaOf(payload)).toThrow(reason);
  });

  function withField(...decorators: PropertyDecorator[]): new () => object {
    class Odd {}
    for (const decorate of decorators) decorate(Odd.prototype, 'field');
    return Odd;
  }
});
