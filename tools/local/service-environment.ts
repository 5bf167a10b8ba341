import { databaseUrl } from './databases.js';
import { audience, issuerAddress } from './issuer.js';
import type { Secrets } from './secrets.js';
import type { Service } from './services.js';

/** Where the servers are that all services share. */
export interface Servers {
  postgresUrl: string;
  brokers: string;
}

/** The environment of a running service. It knows its own role's password and no other. */
export function environmentOf(
  service: Service,
  servers: Servers,
  secrets: Secrets,
  outer = process.env,
): NodeJS.ProcessEnv {
  const inherited = Object.entries(outer).filter(
    ([name]) =>
      !/^(npm_|POSTGRES_URL$|MIGRATION_DATABASE_URL$|NODE_OPTIONS$)/.test(name) &&
      // TLS and a login belong to a Kafka that somebody named; our own speaks in clear.
      !(outer['KAFKA_BROKERS'] === undefined && /^KAFKA_(TLS|SASL)/.test(name)),
  );
  return {
    LOG_LEVEL: 'info',
    // As in the image: with Node's usual 16 MB every page that is being answered outlives its generation, and the heap grows.
    NODE_OPTIONS: '--max-semi-space-size=32',
    // One person at one machine loads lists: the limit for strangers would only make them wait.
    RATE_LIMIT_PER_MINUTE: '6000',
    ...Object.fromEntries(inherited),
    HOST: '127.0.0.1',
    PORT: String(service.port),
    PUBLIC_URL: outer['PUBLIC_URL'] ?? `http://127.0.0.1:${service.port}`,
    MANAGEMENT_PORT: String(service.managementPort),
    DATABASE_URL: databaseUrl(servers.postgresUrl, service, 'app', secrets),
    KAFKA_BROKERS: servers.brokers,
    ACCESS_ISSUER: issuerAddress,
    ACCESS_AUDIENCE: audience,
    ACCESS_JWKS_URL: `${issuerAddress}/.well-known/jwks.json`,
  };
}

/** What `migrate` gets: the same, and the role that may change the schema. */
export function migratingEnvironmentOf(
  service: Service,
  servers: Servers,
  secrets: Secrets,
  outer = process.env,
): NodeJS.ProcessEnv {
  return {
    ...environmentOf(service, servers, secrets, outer),
    MIGRATION_DATABASE_URL: databaseUrl(servers.postgresUrl, service, 'owner', secrets),
  };
}
