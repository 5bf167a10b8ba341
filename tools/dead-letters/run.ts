import { Halt } from '../local/say.js';
import type { BusClient } from './bus-client.js';
import type { Command, LetterChoice } from './options.js';
import {
  type Letter,
  letterLine,
  type Operation,
  operationLine,
  type Outcome,
  outcomeLine,
  type Refused,
  refusedLine,
  type Story,
  storyLines,
} from './shown.js';

interface Page<Item> {
  readonly items: readonly Item[];
  readonly next: string | null;
}

interface Report {
  readonly matching: number;
  readonly outcomes: readonly Outcome[];
  readonly letters: readonly Letter[];
  readonly next: string | null;
  readonly stopped: { readonly detail: string } | null;
}

/** Where the result goes: with `json` one document or line for each thing, else words for people. */
export interface Output {
  readonly json: boolean;
  print(line: string): void;
  /** Remarks that are no result. */
  say(line: string): void;
}

/** Does what was asked. @returns the exit code: 1 when something is still open that was to be mended */
export async function runDeadLetters(client: BusClient, command: Command, output: Output): Promise<number> {
  const show = <Item>(item: Item, line: (item: Item) => string) =>
    output.print(output.json ? JSON.stringify(item) : line(item));
  switch (command.name) {
    case 'list': {
      const query = new URLSearchParams({ ...command.choice, limit: String(Math.min(command.limit, 100)) });
      const found = await some<Letter>(client, `/bus/dead-letters?${query.toString()}`, command.limit, (letter) =>
        show(letter, letterLine),
      );
      if (found === 0) output.say('There is none.');
      return 0;
    }
    case 'log': {
      const path = `/bus/operations?limit=${Math.min(command.limit, 100)}`;
      const found = await some<Operation>(client, path, command.limit, (operation) => show(operation, operationLine));
      if (found === 0) output.say('There is none.');
      return 0;
    }
    case 'show':
      output.print(JSON.stringify(await client.get(`/bus/dead-letters/${encodeURIComponent(command.id)}`), null, 2));
      return 0;
    case 'event': {
      const story = await client.get<Story>(`/bus/events/${encodeURIComponent(command.id)}`);
      show(story, (each) => storyLines(each).join('\n'));
      return 0;
    }
    case 'redrive':
      return each(command.ids, async (id) => {
        const outcome = await client.post<Outcome>(
          `/bus/dead-letters/${encodeURIComponent(id)}/redrive`,
          because(command),
        );
        show(outcome, outcomeLine);
        return outcome.outcome !== 'failed';
      });
    case 'redrive-many':
      return redriveMany(client, command, output);
    case 'discard':
      return each(command.ids, async (id) => {
        const letter = await client.post<Letter>(
          `/bus/dead-letters/${encodeURIComponent(id)}/discard`,
          because(command),
        );
        show(letter, letterLine);
        return true;
      });
    case 'refused': {
      const { items } = await client.get<Page<Refused>>('/bus/refused?limit=100');
      for (const refused of items) show(refused, refusedLine);
      if (items.length === 0) output.say('There is none.');
      return 0;
    }
    case 'retry':
    case 'give-up': {
      const action = command.name === 'retry' ? 'retry' : 'discard';
      return each(command.ids, async (position) => {
        const path = `/bus/refused/${encodeURIComponent(position)}/${action}`;
        const done = await client.post<{ outcome: string }>(path, command.name === 'retry' ? {} : because(command));
        show(done, ({ outcome }) => `${position}  ${outcome}`);
        return true;
      });
    }
  }
}

const because = ({ reason }: { readonly reason: string | undefined }) => (reason === undefined ? {} : { reason });

/** The first items of a list, page by page. @returns how many there were, not more than wanted */
async function some<Item>(client: BusClient, path: string, most: number, take: (item: Item) => void): Promise<number> {
  let taken = 0;
  for (let next: string | null = path; next !== null && taken < most;) {
    const page: Page<Item> = await client.get<Page<Item>>(next);
    for (const item of page.items.slice(0, most - taken)) take(item);
    taken += Math.min(page.items.length, most - taken);
    next = page.next;
  }
  return taken;
}

/** One after the other; a refusal of one does not keep the others from their turn. */
async function each(ids: readonly string[], work: (id: string) => Promise<boolean>): Promise<number> {
  const refusals: string[] = [];
  let open = 0;
  for (const id of ids) {
    try {
      if (!(await work(id))) open += 1;
    } catch (error) {
      if (!(error instanceof Halt)) throw error;
      refusals.push(error.message);
    }
  }
  if (refusals.length > 0) throw new Halt(refusals.join('\n'));
  return open > 0 ? 1 : 0;
}

/** Request by request, so that it can be ended at any moment and begun again: what is done is closed. */
async function redriveMany(
  client: BusClient,
  { choice, dryRun, reason }: { choice: LetterChoice; dryRun: boolean; reason: string | undefined },
  output: Output,
): Promise<number> {
  const counts = { handled: 0, 'already-handled': 0, failed: 0 };
  let after: string | null = null;
  let would = 0;
  do {
    const request: object = { ...choice, ...because({ reason }), dryRun, ...(after !== null && { after }) };
    const report: Report = await client.post<Report>('/bus/dead-letters/redrive', request);
    for (const letter of report.letters) output.print(output.json ? JSON.stringify(letter) : letterLine(letter));
    for (const outcome of report.outcomes) {
      counts[outcome.outcome] += 1;
      output.print(output.json ? JSON.stringify(outcome) : outcomeLine(outcome));
    }
    would += report.letters.length;
    if (report.stopped) {
      throw new Halt(`${told(counts)} Then it stopped: ${report.stopped.detail} The same command goes on from there.`);
    }
    after = report.next;
  } while (after !== null);
  output.say(dryRun ? `${would} would be handled again. Nothing was done (--dry-run).` : told(counts));
  return counts.failed > 0 ? 1 : 0;
}

function told(counts: { handled: number; 'already-handled': number; failed: number }): string {
  return `${counts.handled} handled, ${counts['already-handled']} had taken effect before, ${counts.failed} failed again and stay open.`;
}
