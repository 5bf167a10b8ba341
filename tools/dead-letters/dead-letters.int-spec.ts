import { deadLetterTopic } from '@capdev/messaging';
import { messageOf, TestBus } from '@capdev/messaging/testing';
import { newId } from '@capdev/persistence';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type MessagingDatabase, messagingDatabase } from '../../libs/messaging/test/support/database.js';
import { noteContracts } from '../../libs/messaging/test/support/notes.js';
import { type OperatedService, startOperatedService } from '../../libs/messaging/test/support/operated-service.js';
import { until } from '../local/wait.js';
import { BusClient } from './bus-client.js';
import { readDeadLettersArguments } from './options.js';
import { runDeadLetters } from './run.js';

// The program against a real service over HTTP: what it prints, and how it ends.
const brokers = process.env.KAFKA_BROKERS!;
const contracts = noteContracts();
let held: MessagingDatabase;
let notes: OperatedService;
let address: { url: string; token: string };

beforeAll(async () => {
  held = await messagingDatabase();
  await new TestBus(brokers).createTopics(contracts.topic, deadLetterTopic(contracts.service));
  notes = await startOperatedService(contracts, { url: held.url, brokers });
  address = await notes.listen();
});
afterAll(async () => {
  await notes?.close();
  await held?.drop();
});

async function run(...args: string[]): Promise<{ code: number; lines: string[]; remarks: string[] }> {
  const lines: string[] = [];
  const remarks: string[] = [];
  const { command, json } = readDeadLettersArguments(args);
  const output = {
    json,
    print: (line: string) => void lines.push(line),
    say: (line: string) => void remarks.push(line),
  };
  const code = await runDeadLetters(new BusClient(address.url, address.token), command, output);
  return { code, lines, remarks };
}

interface Listed {
  readonly id: string;
  readonly eventId: string;
}

/** Sends notes that are refused; their letters, oldest first. */
async function refused(count: number): Promise<Listed[]> {
  const text = `refused ${newId()}`;
  notes.workshop.refused = text;
  const messages = Array.from({ length: count }, () => messageOf(contracts.registered, { text }));
  for (const message of messages) await new TestBus(brokers).send(contracts.topic, message);
  const ours = new Set(messages.map(({ headers }) => headers['ce_id']));
  let found: Listed[] = [];
  await until('the dead letters to be listed', async () => {
    const { lines } = await run('list', '--json', '--limit', '1000');
    found = lines.map((line) => JSON.parse(line) as Listed).filter(({ eventId }) => ours.has(eventId));
    return found.length === count;
  });
  return found.reverse();
}

describe('npm run dead-letters', () => {
  it('lists, shows, and tells of an event', async () => {
    const [letter] = await refused(1);
    const { lines } = await run('list', '--code', 'note-refused');
    expect(lines.find((line) => line.startsWith(`${letter!.id}  `))).toMatch(/note-refused: Nobody wants this note\.$/);
    expect(JSON.parse((await run('show', letter!.id)).lines.join('\n'))).toMatchObject({ id: letter!.id, attempts: 0 });
    const story = await run('event', letter!.eventId);
    expect(story.lines.join('\n')).toMatch(new RegExp(`could not handle it\\.\n${letter!.id} `));
    expect((await run('list', '--code', 'no-such-code')).remarks).toEqual(['There is none.']);
  });

  it('ends with 1 while something stays open, and with 0 when all is handled', async () => {
    const [letter] = await refused(1);
    const failed = await run('redrive', letter!.id);
    expect(failed).toMatchObject({
      code: 1,
      lines: [`${letter!.id}  failed again  note-refused: Nobody wants this note.`],
    });
    notes.workshop.refused = undefined;
    expect(await run('redrive', letter!.id)).toMatchObject({ code: 0, lines: [`${letter!.id}  handled`] });
    await expect(run('redrive', letter!.id)).rejects.toThrow(/redriven already, by operator-1/);
  });

  it('handles all that match, in as many requests as it takes, after a dry run that does nothing', async () => {
    const letters = await refused(105);
    notes.workshop.refused = undefined;
    const dry = await run('redrive', '--code', 'note-refused', '--dry-run');
    expect(dry.lines.length).toBeGreaterThanOrEqual(105);
    expect(dry.remarks[0]).toMatch(/^\d+ would be handled again\. Nothing was done/);
    const { code, lines } = await run('redrive', '--code', 'note-refused', '--reason', 'mended');
    expect(code).toBe(0);
    expect(lines.filter((line) => letters.some(({ id }) => line === `${id}  handled`))).toHaveLength(105);
    expect((await run('list', '--code', 'note-refused')).lines).toEqual([]);
  });

  it('discards with a reason, and goes on past what is not there', async () => {
    const [letter] = await refused(1);
    await expect(run('discard', '7-4711', letter!.id, '--reason', 'a test')).rejects.toThrow(/no dead letter 7-4711/);
    expect((await run('list', '--verdict', 'discarded')).lines.join('\n')).toContain(letter!.id);
    const { lines } = await run('log', '--limit', '1');
    expect(lines).toEqual([expect.stringContaining(`operator-1  letter-discarded dead-letter/${letter!.id}  a test`)]);
  });

  it('says in the words of the service what is wrong with a request', async () => {
    await expect(run('list', '--verdict', 'maybe')).rejects.toThrow(/verdict: Verdict must be one of/);
    await expect(run('event', '7')).rejects.toThrow(/UUID/);
    await expect(run('retry', '4711')).rejects.toThrow(/no refused announcement at position 4711/);
    await expect(new BusClient('http://127.0.0.1:9', 'x').get('/bus/refused')).rejects.toThrow(/does not answer/);
    await expect(new BusClient(address.url, 'x').get('/bus/refused')).rejects.toThrow(/token/);
  });
});
