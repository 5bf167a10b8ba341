import { loadServiceConfig, serviceConfigFor } from '@capdev/service-frame';
import { Example } from '@capdev/service-kit';
import { IsInt, Max, Min } from 'class-validator';

/** Everything the service is told from outside. Nothing else reads the environment. */
export class Config extends serviceConfigFor({ slug: 'roadmap', port: 3004, managementPort: 4004 }) {
  /** Per cent of a course's record from which on harmonisation counts it as complete. */
  @IsInt()
  @Min(1)
  @Max(100)
  @Example('80')
  HARMONISATION_COMPLETE_FROM = 80;
}

/** The configuration for serving, or for a command. */
export function configFor(command?: string, environment: NodeJS.ProcessEnv = process.env): Readonly<Config> {
  return loadServiceConfig(Config, command, environment);
}
