import { loadServiceConfig, serviceConfigFor } from '@capdev/service-frame';

/** Everything the service is told from outside. Nothing else reads the environment. */
export class Config extends serviceConfigFor({ slug: 'roadmap', port: 3004, managementPort: 4004 }) {}

/** The configuration for serving, or for a command. */
export function configFor(command?: string, environment: NodeJS.ProcessEnv = process.env): Readonly<Config> {
  return loadServiceConfig(Config, command, environment);
}
