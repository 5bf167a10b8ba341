// Lets a service handle events again that have taken effect: npm run replay -- --consumer SERVICE --from TIME --reason WHY
import { connectBus } from './dead-letters/bus-client.js';
import { readReplayArguments } from './dead-letters/replay-options.js';
import { Halt, program, say, step } from './local/say.js';
import { until } from './local/wait.js';

interface Replay {
  readonly id: string;
  readonly consumer: string;
  readonly from: string;
  readonly reason: string;
  readonly requestedBy: string;
  readonly requestedAt: string;
  readonly appliedAt: string | null;
}

void program(async () => {
  const { request, wait, json, address } = readReplayArguments(process.argv.slice(2));
  // The consumer's name goes with the request, so that a service at this address that is another one refuses.
  const client = await connectBus({ ...address, url: address.url ?? process.env.CAPDEV_URL });
  const print = (replay: Replay): void => {
    const { id, from, reason, requestedBy, requestedAt, appliedAt } = replay;
    const state = appliedAt === null ? 'not begun yet' : `begun at ${appliedAt}`;
    const line = `${id}  from ${from}  asked for by ${requestedBy} at ${requestedAt}, ${state}  ${reason}`;
    process.stdout.write(`${json ? JSON.stringify(replay) : line}\n`);
  };
  if (request === undefined) {
    const { items } = await client.get<{ items: readonly Replay[] }>('/bus/replays?limit=100');
    if (items.length === 0) say('There is none.');
    return items.forEach(print);
  }
  const asked = await client.post<Replay>('/bus/replays', request);
  if (!wait) return print(asked);
  const begun = await step('Waiting for every instance to stop reading', () =>
    until(
      `the replay ${asked.id} to begin; it begins also when nobody waits`,
      async () => {
        const now = await client.get<Replay>(`/bus/replays/${asked.id}`);
        return now.appliedAt === null ? undefined : now;
      },
      { deadlineMs: 120_000, everyMs: 500 },
    ).catch((error: Error) => {
      throw new Halt(error.message);
    }),
  );
  print(begun);
});
