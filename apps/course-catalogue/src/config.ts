import { KafkaConfig } from '@capdev/messaging';
import { configKeys, Example, loadConfig, type LogLevel } from '@capdev/service-kit';
import { IsIn, IsInt, IsNumber, IsOptional, IsPositive, IsString, Matches, Max, Min } from 'class-validator';

const postgres = /^postgres(ql)?:\/\/\S+$/;
const web = /^https?:\/\/\S+$/;

/** Everything the service is told from outside. Nothing else reads the environment. */
export class Config extends KafkaConfig {
  /** The interface to listen on; 0.0.0.0 in a container. */
  @IsString()
  @Example('127.0.0.1')
  HOST = '127.0.0.1';

  @IsInt()
  @Min(0)
  @Max(65_535)
  @Example('3001')
  PORT = 3001;

  /**
   * Where this service is reached from outside; events say with it where their schema is served. Without a default: topics
   * are kept for ever, and an address of one machine in them would help nobody.
   */
  @IsOptional()
  @Matches(web, { message: 'PUBLIC_URL must be a web address' })
  @Example('http://127.0.0.1:3001')
  PUBLIC_URL?: string;

  /** Health and metrics for operators, apart from the public side. */
  @IsInt()
  @Min(0)
  @Max(65_535)
  @Example('4001')
  MANAGEMENT_PORT = 4001;

  @IsString()
  @Example('127.0.0.1')
  MANAGEMENT_HOST = '127.0.0.1';

  @IsIn(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'])
  @Example('info')
  LOG_LEVEL: LogLevel = 'info';

  /** The running role: reads and writes rows, and cannot change the schema. */
  @Matches(postgres, { message: 'DATABASE_URL must be a PostgreSQL address' })
  @Example('postgres://catalogue_app:password@localhost:5432/catalogue')
  DATABASE_URL!: string;

  /** The owner role; only `migrate` needs it. */
  @IsOptional()
  @Matches(postgres, { message: 'MIGRATION_DATABASE_URL must be a PostgreSQL address' })
  @Example('postgres://catalogue_owner:password@localhost:5432/catalogue')
  MIGRATION_DATABASE_URL?: string;

  @IsInt()
  @Min(2)
  @Max(200)
  @Example('10')
  DATABASE_POOL_SIZE = 10;

  /** The `iss` of the tokens that are believed. */
  @IsString()
  @Example('http://localhost:3009')
  ACCESS_ISSUER!: string;

  /** The `aud` that tokens for this service carry. */
  @IsString()
  @Example('capdev')
  ACCESS_AUDIENCE!: string;

  /** Where the issuer publishes its keys. */
  @Matches(web, { message: 'ACCESS_JWKS_URL must be a web address' })
  @Example('http://localhost:3009/.well-known/jwks.json')
  ACCESS_JWKS_URL!: string;

  @IsInt()
  @IsPositive()
  @Example('600')
  RATE_LIMIT_PER_MINUTE = 600;

  @IsInt()
  @Min(1_024)
  @Max(16 * 1_024 * 1_024)
  @Example('1048576')
  BODY_LIMIT_BYTES = 1_048_576;

  /** Proxies whose X-Forwarded-For is believed. */
  @IsString({ each: true })
  @Example('10.0.0.0/8')
  TRUSTED_PROXIES: string[] = [];

  @IsOptional()
  @Matches(web, { message: 'OTEL_EXPORTER_OTLP_ENDPOINT must be a web address' })
  @Example('http://localhost:4318')
  OTEL_EXPORTER_OTLP_ENDPOINT?: string;

  /** The share of the traces begun here that is recorded; a caller's decision is followed. */
  @IsNumber()
  @Min(0)
  @Max(1)
  @Example('0.1')
  OTEL_TRACES_SAMPLER_ARG = 0.1;

  /** Per cent that passes a course that does not say its own. */
  @IsInt()
  @Min(1)
  @Max(100)
  @Example('70')
  PASS_MARK = 70;

  /** The same for online self-paced courses. */
  @IsInt()
  @Min(1)
  @Max(100)
  @Example('80')
  PASS_MARK_SELF_PACED = 80;

  /** The largest file that an import takes. */
  @IsInt()
  @Min(1_024)
  @Max(200 * 1_024 * 1_024)
  @Example('52428800')
  IMPORT_FILE_LIMIT_BYTES = 52_428_800;

  /** So many rows of imports at most, of all together in this process: other writers and the bus want their share. */
  @IsInt()
  @Min(1)
  @Max(100_000)
  @Example('500')
  IMPORT_ROWS_PER_SECOND = 500;
}

// What only a serving process needs. A command that does not serve runs without it.
const unserved = {
  ...Object.fromEntries(configKeys(KafkaConfig).map((key) => [key, ''])),
  DATABASE_URL: 'postgres://localhost/catalogue',
  KAFKA_BROKERS: 'localhost:9092',
  ACCESS_ISSUER: 'http://localhost',
  ACCESS_AUDIENCE: 'capdev',
  ACCESS_JWKS_URL: 'http://localhost/jwks.json',
};

/**
 * The configuration for serving, or for a command.
 *
 * @throws ConfigurationInvalid with every fault at once
 */
export function configFor(command?: string, environment: NodeJS.ProcessEnv = process.env): Readonly<Config> {
  const serves = command === undefined || command === 'relay';
  return loadConfig(Config, serves ? environment : { ...environment, ...unserved });
}
