import { KafkaEventServer, type MessagingOptions } from '@capdev/messaging';
import { serviceOptionsOf } from '@capdev/service-frame';
import type { ServiceOptions } from '@capdev/service-kit';
import { AppModule } from './app.module.js';
import type { Config } from './config.js';
import { roadmapGround } from './data-source.js';

/** Everything that starting and serving need to know of the service. */
export function roadmapService(config: Config, messaging: Partial<MessagingOptions> = {}): ServiceOptions {
  return serviceOptionsOf(
    {
      ...roadmapGround,
      title: 'Roadmap tracking',
      description:
        'From a recommendation to evidence in a report, within the existing budget. Recommendations and frozen reports can be read by everybody; the rest needs a token.',
      module: AppModule.forRoot(config, messaging),
      microservices: (app) => [app.get(KafkaEventServer)],
    },
    config,
  );
}
