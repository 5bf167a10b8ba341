import { loadServiceConfig, serviceConfigFor } from '@capdev/service-frame';
import { Example } from '@capdev/service-kit';
import { IsInt, Max, Min } from 'class-validator';

/** Everything the service is told from outside. Nothing else reads the environment. */
export class Config extends serviceConfigFor({ slug: 'catalogue', port: 3001, managementPort: 4001 }) {
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

/** The configuration for serving, or for a command. */
export function configFor(command?: string, environment: NodeJS.ProcessEnv = process.env): Readonly<Config> {
  return loadServiceConfig(Config, command, environment);
}
