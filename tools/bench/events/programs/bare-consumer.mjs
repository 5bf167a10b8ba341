// The opponent that listens: it notes when each message has come and does nothing with it.
import { Kafka, logLevel } from 'kafkajs';
import { answer, given, noticed, now } from '../answering.mjs';

const { brokers, key, topic } = given();
const kafka = new Kafka({ clientId: key, brokers: [brokers], logLevel: logLevel.ERROR });
const consumer = kafka.consumer({ groupId: key, allowAutoTopicCreation: false });
const begun = new Map();

await consumer.connect();
await consumer.subscribe({ topics: [topic], fromBeginning: true });
const joined = new Promise((resolve) => consumer.on('consumer.group_join', resolve));
await consumer.run({
  partitionsConsumedConcurrently: 3,
  eachMessage: async ({ message }) => {
    const began = now();
    begun.set(JSON.parse(message.value).number, began);
  },
});
await joined;

answer({
  async begun({ numbers }) {
    await noticed(`${numbers.length} messages`, () => numbers.every((number) => begun.has(number)), 30_000);
    return numbers.map((number) => begun.get(number));
  },
});
