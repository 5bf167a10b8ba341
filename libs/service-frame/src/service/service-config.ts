import { KafkaConfig } from '@capdev/messaging';
import { configKeys, Example, loadConfig, type LogLevel } from '@capdev/service-kit';
import { IsIn, IsInt, IsNumber, IsOptional, IsPositive, IsString, Matches, Max, Min } from 'class-validator';

const postgres = /^postgres(ql)?:\/\/\S+$/;
const web = /^https?:\/\/\S+$/;

/** What every service is told from outside; a service's own configuration extends what {@link serviceConfigFor} makes of it. */
export class ServiceConfig extends KafkaConfig {
  /** The interface to listen on; 0.0.0.0 in a container. */
  @IsString()
  @Example('127.0.0.1')
  HOST = '127.0.0.1';

  @IsInt()
  @Min(0)
  @Max(65_535)
  @Example('3000')
  PORT = 3000;

  /**
   * Where this service is reached from outside; events say with it where their schema is served. Without a default: topics
   * are kept for ever, and an address of one machine in them would help nobody.
   */
  @IsOptional()
  @Matches(web, { message: 'PUBLIC_URL must be a web address' })
  @Example('http://127.0.0.1:3000')
  PUBLIC_URL?: string;

  /** Health and metrics for operators, apart from the public side. */
  @IsInt()
  @Min(0)
  @Max(65_535)
  @Example('4000')
  MANAGEMENT_PORT = 4000;

  @IsString()
  @Example('127.0.0.1')
  MANAGEMENT_HOST = '127.0.0.1';

  @IsIn(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'])
  @Example('info')
  LOG_LEVEL: LogLevel = 'info';

  /** The running role: reads and writes rows, and cannot change the schema. */
  @Matches(postgres, { message: 'DATABASE_URL must be a PostgreSQL address' })
  @Example('postgres://service_app:password@localhost:5432/service')
  DATABASE_URL!: string;

  /** The owner role; only `migrate` needs it. */
  @IsOptional()
  @Matches(postgres, { message: 'MIGRATION_DATABASE_URL must be a PostgreSQL address' })
  @Example('postgres://service_owner:password@localhost:5432/service')
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
}

/** What is different from service to service without being asked. */
export interface ServicePorts {
  /** Names the database and its two roles in the examples. */
  readonly slug: string;
  readonly port: number;
  readonly managementPort: number;
}

/**
 * The common configuration with one service's ports and examples.
 *
 * @example
 * export class Config extends serviceConfigFor({ slug: 'catalogue', port: 3001, managementPort: 4001 }) {
 *   \@IsInt() \@Example('70') PASS_MARK = 70;
 * }
 */
export function serviceConfigFor({ slug, port, managementPort }: ServicePorts): new () => ServiceConfig {
  class Config extends ServiceConfig {
    @Example(String(port))
    override PORT = port;

    @Example(`http://127.0.0.1:${port}`)
    override PUBLIC_URL?: string;

    @Example(String(managementPort))
    override MANAGEMENT_PORT = managementPort;

    @Example(`postgres://${slug}_app:password@localhost:5432/${slug}`)
    override DATABASE_URL!: string;

    @Example(`postgres://${slug}_owner:password@localhost:5432/${slug}`)
    override MIGRATION_DATABASE_URL?: string;
  }
  return Config;
}

// What only a serving process needs. A command that does not serve runs without it.
const unserved = {
  ...Object.fromEntries(configKeys(KafkaConfig).map((key) => [key, ''])),
  DATABASE_URL: 'postgres://localhost/unused',
  KAFKA_BROKERS: 'localhost:9092',
  ACCESS_ISSUER: 'http://localhost',
  ACCESS_AUDIENCE: 'capdev',
  ACCESS_JWKS_URL: 'http://localhost/jwks.json',
};

/**
 * A service's configuration for serving, or for a command.
 *
 * @throws ConfigurationInvalid with every fault at once
 */
export function loadServiceConfig<Config extends ServiceConfig>(
  Config: new () => Config,
  command: string | undefined,
  environment: Readonly<Record<string, string | undefined>>,
): Readonly<Config> {
  const serves = command === undefined || command === 'relay';
  return loadConfig(Config, serves ? environment : { ...environment, ...unserved });
}
