import { Parser } from '@asyncapi/parser';
import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { declaredEvents, frozenEvents } from '../../../tools/contracts/events.js';
import { asyncapi, schemas } from '../src/catalogue/reference.generated.js';

const everything = JSON.parse(
  readFileSync(new URL('../../../docs/reference/asyncapi.json', import.meta.url), 'utf8'),
) as Record<string, unknown>;
const events = (await declaredEvents()).map(({ definition }) => definition);

/** What the official parser holds against a document: errors and warnings, and not its advice. */
async function errorsOf(document: object): Promise<string[]> {
  const diagnostics = await new Parser().validate(JSON.stringify(document));
  return diagnostics.filter(({ severity }) => Number(severity) <= 1).map(({ message }) => message);
}

describe('the AsyncAPI document', () => {
  it.each([
    ['of all services', everything],
    ['of the catalogue', asyncapi],
  ])('%s is valid by the official parser', async (_, document) => {
    expect(await errorsOf(document)).toEqual([]);
  });

  it('would be refused without what an operation refers to', async () => {
    expect(await errorsOf({ ...everything, channels: {} })).not.toEqual([]);
  });

  it('would be refused with a schema that is none', async () => {
    const { components } = everything as { components: { schemas: Record<string, object> } };
    const schemas = { ...components.schemas, [events[0]!.type]: { type: 'text' } };
    expect(await errorsOf({ ...everything, components: { ...components, schemas } })).not.toEqual([]);
  });

  it('has every declared event, in the channel of its topic', async () => {
    const { document } = await new Parser().parse(JSON.stringify(everything));
    const found = document!
      .channels()
      .all()
      .flatMap((channel) =>
        channel
          .messages()
          .all()
          .map((message) => `${channel.address()} ${message.name()}`),
      );
    expect(found.sort()).toEqual(events.map(({ topic, type }) => `${topic} ${type}`).sort());
    for (const message of document!.messages().all()) {
      expect(Object.keys(message.headers()?.properties() ?? {})).toEqual(expect.arrayContaining(['ce_id', 'ce_type']));
    }
  });
});

describe('the schemas that the catalogue serves', () => {
  it('are the frozen ones', () => {
    const released = [...frozenEvents().values()].filter(({ type }) => type.startsWith('int.itu.catalogue.'));
    expect(schemas).toEqual(Object.fromEntries(released.map(({ type, schema }) => [type, schema])));
  });
});
