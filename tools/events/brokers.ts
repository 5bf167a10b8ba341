import { existsSync, readFileSync } from 'node:fs';
import { ConfigurationInvalid, loadConfig } from '@capdev/service-kit/config';
import { kafkaSecurity, KafkaSecurityConfig } from '../../libs/messaging/src/broker/kafka-config.js';
import type { KafkaSecurity } from '../../libs/messaging/src/broker/kafka-security.js';
import { local } from '../local/paths.js';
import { Halt } from '../local/say.js';

/** Where Kafka is: said, in KAFKA_BROKERS, or as `npm start` has written it down. */
export function brokersFrom(said: string | undefined, env = process.env, portsFile = local('ports.json')): string[] {
  const given = said ?? env.KAFKA_BROKERS;
  if (given) {
    const brokers = given.split(',').map((broker) => broker.trim());
    const wrong = brokers.find((broker) => !/^[^\s:]+:\d{1,5}$|^\[[\da-f:]+\]:\d{1,5}$/i.test(broker));
    if (wrong !== undefined)
      throw new Halt(`"${wrong}" is not a broker's address: write host:port, several with commas between them.`);
    return brokers;
  }
  const port = existsSync(portsFile)
    ? (JSON.parse(readFileSync(portsFile, 'utf8')) as { kafka?: number }).kafka
    : undefined;
  if (port === undefined) {
    throw new Halt(
      'There is no Kafka here that is known of: start one with "npm start", or say where it is with --brokers host:port.',
    );
  }
  return [`127.0.0.1:${port}`];
}

/** TLS and login for a Kafka that was given from outside, from the same variables as a service's. */
export function securityFrom(env = process.env): KafkaSecurity | undefined {
  try {
    return kafkaSecurity(loadConfig(KafkaSecurityConfig, env));
  } catch (error) {
    if (error instanceof ConfigurationInvalid) throw new Halt(`${error.faults.join('. ')}.`);
    throw error;
  }
}
