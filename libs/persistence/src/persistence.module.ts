import { type DynamicModule, Global, Inject, Injectable, Module, type OnApplicationShutdown } from '@nestjs/common';
import { createDataSource, type PersistenceOptions } from './data-source.js';
import { Database } from './database.js';

/** Closes the pool after everything else has stopped: Nest calls this hook last, when the relay has drained. */
@Injectable()
class CloseDatabase implements OnApplicationShutdown {
  constructor(@Inject(Database) private readonly database: Database) {}

  async onApplicationShutdown(): Promise<void> {
    await this.database.dataSource.destroy();
  }
}

/** Gives every provider of the service its {@link Database}. */
@Global()
@Module({})
export class PersistenceModule {
  static forRoot(options: PersistenceOptions): DynamicModule {
    return {
      module: PersistenceModule,
      providers: [
        { provide: Database, useFactory: async () => new Database(await createDataSource(options).initialize()) },
        CloseDatabase,
      ],
      exports: [Database],
    };
  }
}
