import { argumentsBy } from '../local/arguments.js';
import { Halt } from '../local/say.js';
import type { BusAddress } from './bus-client.js';
import { momentIn } from './options.js';

const usage =
  'npm run replay -- --consumer SERVICE --from TIME --reason WHY [--no-wait] [--json] [--url ADDRESS] [--token TOKEN]; npm run replay -- list --consumer SERVICE';

/** What `npm run replay` was asked to do. */
export interface ReplayArguments {
  /** Undefined: only list those that there were. */
  readonly request: { readonly from: string; readonly reason: string; readonly consumer?: string } | undefined;
  /** Until the consumer has begun anew. */
  readonly wait: boolean;
  readonly json: boolean;
  readonly address: BusAddress;
}

/** Reads the arguments; what is wrong with them is said in one sentence. */
export function readReplayArguments(args: string[], now = new Date()): ReplayArguments {
  const { values, positionals } = parsed(args);
  const { consumer, from, reason, url, token, json } = values;
  if (consumer === undefined && url === undefined) throw new Halt(`Say whose events, with --consumer: ${usage}`);
  const shared = { wait: !values['no-wait'], json, address: { service: consumer, url, token } };
  if (positionals[0] === 'list' && positionals.length === 1) return { ...shared, request: undefined };
  if (positionals.length > 0) throw new Halt(`"${positionals[0]}" is not understood: ${usage}`);
  if (from === undefined) throw new Halt(`Say from when on, with --from: ${usage}`);
  if (!reason) throw new Halt('Say why, with --reason: it stays in the log of operations.');
  return {
    ...shared,
    request: { from: momentIn('--from', from, now), reason, ...(consumer !== undefined && { consumer }) },
  };
}

function parsed(args: string[]) {
  return argumentsBy(
    {
      args,
      allowPositionals: true,
      options: {
        consumer: { type: 'string' },
        from: { type: 'string' },
        reason: { type: 'string' },
        'no-wait': { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        url: { type: 'string' },
        token: { type: 'string' },
      },
    },
    (sentence) => `${sentence}: ${usage}`,
  );
}
