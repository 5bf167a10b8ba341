import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import { Example } from '@capdev/service-kit/config';
import {
  ArrayNotEmpty,
  IsBoolean,
  IsIn,
  IsOptional,
  IsString,
  Matches,
  registerDecorator,
  type ValidationArguments,
} from 'class-validator';
import type { MessagingOptions } from '../messaging-options.js';
import type { RefusalPolicy } from '../outbox/batch-sender.js';
import type { KafkaSecurity, SaslMechanism } from './kafka-security.js';

type Variables = Readonly<Partial<Record<string, unknown>>>;

/** A rule over several variables: the sentence that says what is wrong, or undefined. */
function Rule(wrongWith: (variables: Variables) => string | undefined): PropertyDecorator {
  return (prototype, key) =>
    registerDecorator({
      name: `rule-${wrongWith.name}`,
      target: prototype.constructor,
      propertyName: String(key),
      validator: {
        validate: (_: unknown, args?: ValidationArguments) => wrongWith(args?.object as Variables) === undefined,
        defaultMessage: (args?: ValidationArguments) => wrongWith(args?.object as Variables) ?? '',
      },
    });
}

const logIn = ['KAFKA_SASL_MECHANISM', 'KAFKA_SASL_USERNAME', 'KAFKA_SASL_PASSWORD'];
const pair = ['KAFKA_TLS_CERTIFICATE', 'KAFKA_TLS_KEY'];
const usesTls = (of: Variables): boolean => of['KAFKA_TLS'] === true || of['KAFKA_TLS_CA'] !== undefined;

/** All of them or none; told once, with the first one that is set. */
function half(names: readonly string[], what: string) {
  return function wholeOrNothing(of: Variables): string | undefined {
    const missing = names.filter((name) => of[name] === undefined);
    if (missing.length === 0 || missing.length === names.length) return undefined;
    const first = names.find((name) => of[name] !== undefined);
    return `${first} is set, but ${missing.join(' and ')} ${missing.length === 1 ? 'is' : 'are'} not: ${what} needs ${names.join(', ')}`;
  };
}
const halfLogin = half(logIn, 'a login');
const halfPair = half(pair, 'a client certificate');
/** The same rule at each variable of a group would say it several times. */
const toldBy = (name: string, names: readonly string[], rule: (of: Variables) => string | undefined) =>
  function told(of: Variables): string | undefined {
    return names.find((one) => of[one] !== undefined) === name ? rule(of) : undefined;
  };

function readableLogin(of: Variables): string | undefined {
  if (of['KAFKA_SASL_MECHANISM'] !== 'plain' || usesTls(of)) return undefined;
  return 'KAFKA_SASL_MECHANISM=plain would send the password readable to everybody on the way: set KAFKA_TLS=true or KAFKA_TLS_CA, or use scram-sha-512';
}

function certificateWithoutTls(of: Variables): string | undefined {
  return usesTls(of)
    ? undefined
    : `${pair.find((name) => of[name] !== undefined)} is set, but TLS is not: set KAFKA_TLS=true or KAFKA_TLS_CA`;
}

function unusableAuthorities(of: Variables): string | undefined {
  const file = String(of['KAFKA_TLS_CA']);
  return wrongWithFile('KAFKA_TLS_CA', 'certificates', () => new X509Certificate(readFileSync(file)));
}

function unusablePair(of: Variables): string | undefined {
  const [certificate, key] = pair.map((name) => of[name] as string | undefined);
  if (certificate === undefined || key === undefined) return undefined; // has been said
  return (
    wrongWithFile(pair[0]!, 'a certificate', () => new X509Certificate(readFileSync(certificate))) ??
    wrongWithFile(pair[1]!, 'the key of KAFKA_TLS_CERTIFICATE, without a passphrase', () =>
      createSecureContext({ cert: readFileSync(certificate), key: readFileSync(key) }),
    )
  );
}

// What was given is not repeated: somebody may have put the key itself where its file belongs.
function wrongWithFile(name: string, what: string, read: () => unknown): string | undefined {
  try {
    read();
    return undefined;
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException;
    return syscall === undefined
      ? `${name} must name a file in PEM that holds ${what}`
      : `${name} names a file that cannot be read (${code})`;
  }
}

/** How a program speaks to Kafka and shows who it is. */
export class KafkaSecurityConfig {
  /** Encrypted, and the brokers' certificates are checked against the authorities that the system knows. */
  @IsBoolean()
  @Example('true')
  KAFKA_TLS = false;

  /** Encrypted, and the brokers' certificates are checked against those in this file (PEM) and no others. */
  @IsOptional()
  @Rule(unusableAuthorities)
  KAFKA_TLS_CA?: string;

  /** For brokers that ask for a certificate: files in PEM. Like the one above they are read at each new connection. */
  @IsOptional()
  @Rule(toldBy('KAFKA_TLS_CERTIFICATE', pair, halfPair))
  @Rule(toldBy('KAFKA_TLS_CERTIFICATE', pair, certificateWithoutTls))
  @Rule(unusablePair)
  KAFKA_TLS_CERTIFICATE?: string;

  @IsOptional()
  @Rule(toldBy('KAFKA_TLS_KEY', pair, halfPair))
  KAFKA_TLS_KEY?: string;

  @IsOptional()
  @IsIn(['plain', 'scram-sha-256', 'scram-sha-512'])
  @Rule(toldBy('KAFKA_SASL_MECHANISM', logIn, halfLogin))
  @Rule(readableLogin)
  KAFKA_SASL_MECHANISM?: SaslMechanism;

  /** The principal: what the service may read and write is allowed to this name. */
  @IsOptional()
  @IsString()
  @Rule(toldBy('KAFKA_SASL_USERNAME', logIn, halfLogin))
  KAFKA_SASL_USERNAME?: string;

  @IsOptional()
  @IsString()
  @Rule(toldBy('KAFKA_SASL_PASSWORD', logIn, halfLogin))
  KAFKA_SASL_PASSWORD?: string;
}

/** Where Kafka is, how it is spoken to, and who sends: for every service's configuration to extend. */
export class KafkaConfig extends KafkaSecurityConfig {
  @ArrayNotEmpty()
  @Matches(/^([^\s:]+|\[[\da-f:]+\]):\d{1,5}$/i, { each: true, message: 'KAFKA_BROKERS must hold host:port pairs' })
  @Example('localhost:9092')
  KAFKA_BROKERS!: string[];

  /** False: this process leaves sending what it announces to others, such as `node main.js relay`. */
  @IsBoolean()
  @Example('true')
  OUTBOX_RELAY = true;

  /** When Kafka will never take an announcement: its key waits until somebody decides (block), or goes on without it (skip). */
  @IsIn(['block', 'skip'])
  @Example('block')
  OUTBOX_REFUSED: RefusalPolicy = 'block';
}

/** The part of the messaging options that a configuration says: where Kafka is, how it is spoken to, and who relays. */
export function kafkaOptions(
  config: KafkaConfig,
): Pick<MessagingOptions, 'brokers' | 'security' | 'relay' | 'refused'> {
  const { KAFKA_BROKERS: brokers, OUTBOX_RELAY: relay, OUTBOX_REFUSED: refused } = config;
  return { brokers, relay, refused, security: kafkaSecurity(config) };
}

/** TLS and login, if there are any. */
export function kafkaSecurity(config: KafkaSecurityConfig): KafkaSecurity | undefined {
  const { KAFKA_TLS_CA: authorities, KAFKA_TLS_CERTIFICATE: certificate, KAFKA_TLS_KEY: key } = config;
  const { KAFKA_SASL_MECHANISM: mechanism, KAFKA_SASL_USERNAME: username, KAFKA_SASL_PASSWORD: password } = config;
  const security: KafkaSecurity = {
    ...((config.KAFKA_TLS || authorities !== undefined) && { tls: { authorities, certificate, key } }),
    ...(mechanism && username !== undefined && password !== undefined && { sasl: { mechanism, username, password } }),
  };
  return Object.keys(security).length > 0 ? security : undefined;
}
