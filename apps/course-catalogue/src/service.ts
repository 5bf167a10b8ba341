import type { MessagingOptions } from '@capdev/messaging';
import { asOwner, migrateService, serviceOptionsOf } from '@capdev/service-frame';
import type { ServiceOptions } from '@capdev/service-kit';
import { AppModule } from './app.module.js';
import type { Config } from './config.js';
import { catalogue } from './data-source.js';
import { reindex } from './search/reindexing.js';

/** Everything that starting and serving need to know of the catalogue. */
export function catalogueService(config: Config, messaging: Partial<MessagingOptions> = {}): ServiceOptions {
  return serviceOptionsOf(
    {
      ...catalogue,
      title: 'Course catalogue',
      description:
        'Providers, courses and offerings. Published things can be read by everybody; the rest needs a token.',
      module: AppModule.forRoot(config, messaging),
      commands: { migrate: () => migrateCatalogue(config), reindex: () => reindexCatalogue(config) },
    },
    config,
  );
}

async function migrateCatalogue(config: Config): Promise<void> {
  await migrateService(catalogue, config);
  // What is searched follows the courses by itself; only a new way of searching has to be applied to those there are.
  await reindexCatalogue(config);
}

async function reindexCatalogue(config: Config): Promise<void> {
  const renewed = await reindex(asOwner(catalogue, config, 'reindex'), (line) => process.stdout.write(`${line}\n`));
  process.stdout.write(renewed === 0 ? 'The search index is up to date.\n' : `Indexed ${renewed} courses.\n`);
}
