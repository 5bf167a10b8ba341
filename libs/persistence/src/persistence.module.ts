import { type DynamicModule, Global, Inject, Injectable, Module, type OnApplicationShutdown } from '@nestjs/common';
import { createDataSource, type PersistenceOptions } from './data-source.js';
import { Database } from './database.js';
import { translateDatabaseError } from './database-errors.js';

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
      providers: [{ provide: Database, useFactory: () => connect(options) }, CloseDatabase],
      exports: [Database],
    };
  }
}

async function connect(options: PersistenceOptions): Promise<Database> {
  try {
    return new Database(await createDataSource(options).initialize());
  } catch (error) {
    throw translateDatabaseError(error);
  }
}
