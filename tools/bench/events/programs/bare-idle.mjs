// What kafkajs alone costs while there is nothing to do: a producer and a consumer, connected.
import { createRequire } from 'node:module';
import { answer, given } from '../answering.mjs';

const { brokers, key, topic, kafkajs } = given();
const { Kafka, logLevel } = createRequire(import.meta.url)(kafkajs);
const kafka = new Kafka({ clientId: key, brokers: [brokers], logLevel: logLevel.ERROR });
const producer = kafka.producer({ allowAutoTopicCreation: false });
const consumer = kafka.consumer({ groupId: key, allowAutoTopicCreation: false });
await producer.connect();
await consumer.connect();
await consumer.subscribe({ topics: [topic], fromBeginning: true });
await consumer.run({ eachMessage: async () => undefined });
await producer.send({
  topic,
  acks: -1,
  messages: [{ key: 'one', value: 'so that it has the connections that it needs' }],
});

answer({});
