// A service that listens to notes, and that some notes kill. It says on its output what it begins with.
import type { Transaction } from '@capdev/persistence';
import { EventConsumer, MessagingHealth, OnEvent, type ReceivedEvent } from '../../src/index.js';
import { startAuditService } from './audit-service.js';
import { noteContracts, type NoteV1 } from './notes.js';

const [url, brokers, slug, stalledAfterMs] = process.argv.slice(2) as [string, string, string, string];
const contracts = noteContracts(slug);
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const write = {
  name: 'mortal-write',
  text: 'INSERT INTO audit_entry (event_id, subject, sequence, entry) VALUES ($1, $2, $3, $4)',
};

@EventConsumer()
class MortalConsumer {
  @OnEvent(contracts.registered)
  async registered(event: ReceivedEvent<NoteV1>, tx: Transaction): Promise<void> {
    say(`begins ${event.data.text}`);
    if (event.data.text === 'deadly') process.kill(process.pid, 'SIGKILL');
    if (event.data.text === 'endless') await new Promise(() => undefined);
    tx.write(write, [event.id, event.subject, event.sequence, JSON.stringify({ data: event.data })]);
  }
}

const options = { url, brokers, relay: false, consumers: [MortalConsumer] };
const service = await startAuditService(contracts, {
  ...options,
  consuming: { stalledAfterMs: Number(stalledAfterMs) },
});
process.once('SIGTERM', () => void service.close().then(() => process.exit(0)));
const health = service.app.get(MessagingHealth);
setInterval(() => {
  health.check().catch((error: unknown) => say((error as Error).message));
}, 100);
