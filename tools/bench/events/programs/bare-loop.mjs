// The opponent that handles: kafkajs' eachBatch and pg. For each batch a transaction with one inbox statement and one row for
// each new event: named statements, sent without waiting for the one before, as the service's driver does it. It checks
// no contract, opens no context, keeps no counts and has no dead letters.
import { Kafka, logLevel } from 'kafkajs';
import pg from 'pg';
import { answer, given, noticed } from '../answering.mjs';

const { url, brokers, key, topic, applyText } = given();
const largestBatch = 200;
const kafka = new Kafka({ clientId: key, brokers: [brokers], logLevel: logLevel.ERROR });
const pool = new pg.Pool({ connectionString: url, max: 10, pipeline: true });
const remember = {
  name: 'bare-remember',
  text: `INSERT INTO inbox_message (consumer, event_id) SELECT $1, unnest($2::uuid[])
         ON CONFLICT DO NOTHING RETURNING event_id`,
};
const apply = { name: 'bare-apply', text: applyText };

let consumer;
let handled = 0;

async function handle(group, messages) {
  const events = messages.map(({ key: subject, value, headers }) => ({
    id: headers.ce_id.toString(),
    subject: subject.toString(),
    data: JSON.parse(value),
  }));
  const client = await pool.connect();
  try {
    const begin = client.query('BEGIN');
    const [{ rows }] = await Promise.all([
      client.query({ ...remember, values: [group, events.map(({ id }) => id)] }),
      begin,
    ]);
    const fresh = new Set(rows.map(({ event_id }) => event_id));
    const { stream } = client.connection;
    stream.cork(); // one system call for all that follows
    const sent = events
      .filter(({ id }) => fresh.has(id))
      .map(({ id, subject, data }) => client.query({ ...apply, values: [id, subject, data.number, data.title] }));
    sent.push(client.query('COMMIT'));
    stream.uncork();
    await Promise.all(sent);
  } finally {
    client.release();
  }
  handled += events.length;
}

answer({
  async start({ service: group }) {
    handled = 0;
    consumer = kafka.consumer({ groupId: group, allowAutoTopicCreation: false });
    await consumer.connect();
    await consumer.subscribe({ topics: [topic], fromBeginning: true });
    await consumer.run({
      autoCommitInterval: 1_000,
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: 3,
      eachBatch: async ({ batch: { messages }, resolveOffset, heartbeat, commitOffsetsIfNecessary }) => {
        for (let from = 0; from < messages.length; from += largestBatch) {
          const some = messages.slice(from, from + largestBatch);
          await handle(group, some);
          resolveOffset(some.at(-1).offset);
          await heartbeat();
          await commitOffsetsIfNecessary();
        }
      },
    });
  },

  stop: () => consumer.disconnect(),

  async rate({ warm, all }) {
    const began = await noticed(`${warm} events`, () => handled >= warm, 240_000);
    const before = handled;
    const ended = await noticed(`${all} events`, () => handled >= all, 240_000);
    return (all - before) / ((ended - began) / 1_000);
  },
});
