// Proves that the bus loses nothing: npm run ledger -- [--duration SECONDS] [--seed N] [--json FILE]
// What it proves and how to read it: docs/how-to/prove-the-events.md
import { writeFileSync } from 'node:fs';
import { isSound } from './ledger/account.js';
import { readLedgerArguments } from './ledger/options.js';
import { planFaults } from './ledger/plan.js';
import { figuresOf, reportOf } from './ledger/report.js';
import { runLedger } from './ledger/run-ledger.js';
import { bringUpServers } from './ledger/servers.js';
import { program, say, step } from './local/say.js';
import { whenInterrupted } from './local/throw-away.js';

void program(async () => {
  const { seconds, seed, relay, json } = readLedgerArguments(process.argv.slice(2));
  const servers = await step('PostgreSQL and Kafka', () => bringUpServers());
  const interrupted = whenInterrupted(() => servers.takeDown());
  try {
    const faults = planFaults(seed, seconds);
    const outcome = await runLedger(servers, { seconds, seed, relay, faults, slug: 'ledger', tell: say });
    process.stdout.write(`\n${reportOf(outcome, seed, seconds)}`);
    if (json) writeFileSync(json, `${JSON.stringify(figuresOf(outcome), null, 2)}\n`);
    return isSound(outcome.account) ? 0 : 1;
  } finally {
    if (!interrupted()) await servers.takeDown();
  }
}).finally(() => process.exit()); // a Kafka client that lost its broker may go on looking for it
