// The opponent that sends: kafkajs and nothing else, with the settings one would choose for speed. It is given what to
// send and has no database to read or to delete from.
import { Kafka, logLevel, Partitioners } from 'kafkajs';
import pg from 'pg';
import { answer, given, now, paced } from '../answering.mjs';

const { url, brokers, key } = given();
const kafka = new Kafka({ clientId: key, brokers: [brokers], logLevel: logLevel.ERROR });
const producer = kafka.producer({
  allowAutoTopicCreation: false,
  createPartitioner: Partitioners.DefaultPartitioner,
});
await producer.connect();
const acks = -1;

/** The messages in batches, each one text: a hundred thousand objects at hand would keep the collector busy. */
let batches = [];
const size = 500;

async function load({ count }) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  batches = [];
  for (let from = 0; from < count; from += size) {
    const { rows } = await client.query(
      'SELECT key, data AS value, headers FROM bench_stored WHERE position > $1 AND position <= $2 ORDER BY position',
      [from, Math.min(from + size, count)],
    );
    batches.push(Buffer.from(JSON.stringify(rows)));
  }
  await client.end();
}

answer({
  load,

  /** One batch after the other. @returns seconds of sending; making the messages from their text is not counted */
  async send({ topic }) {
    let milliseconds = 0;
    for (const batch of batches) {
      const messages = JSON.parse(batch);
      const began = now();
      await producer.send({ topic, acks, messages });
      milliseconds += now() - began;
    }
    return milliseconds / 1_000;
  },

  /** Each message by itself when its time has come. @returns when it was given to the producer, and how late that was */
  async pace({ topic, first, count, perSecond }) {
    const messages = batches.flatMap((batch) => JSON.parse(batch)).slice(first, first + count);
    const sent = [];
    const late = await paced({ count, perSecond }, (index) => {
      sent[index] = now();
      return producer.send({ topic, acks, messages: [messages[index]] });
    });
    return { sent, late, numbers: messages.map(({ value }) => JSON.parse(value).number) };
  },
});
