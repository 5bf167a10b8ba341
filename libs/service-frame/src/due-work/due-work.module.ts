import {
  type BeforeApplicationShutdown,
  type DynamicModule,
  Global,
  Logger,
  Module,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { AccessPolicy } from '@capdev/access';
import { Database, DueWorkRunner } from '@capdev/persistence';
import { Clock } from '../changes/clock.js';
import { DueWorkController } from './due-work.controller.js';
import { DueWorkHandlers } from './due-work-handlers.js';
import { DueWorkOperations } from './due-work-operations.js';

/** Begins when every provider has said what it does, and ends before Nest closes the pool. */
class DueWorkLifecycle implements OnApplicationBootstrap, BeforeApplicationShutdown {
  constructor(
    private readonly runner: DueWorkRunner,
    private readonly runs: boolean,
  ) {}

  onApplicationBootstrap(): void {
    if (this.runs) this.runner.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.runner.stop();
  }
}

/** What happens because time passes, for a service whose database has the table `due_work`. */
@Global()
@Module({})
export class DueWorkModule {
  /** @param runs false: nothing is done until somebody calls {@link DueWorkRunner.runDue} */
  static forRoot(runs: boolean): DynamicModule {
    return {
      module: DueWorkModule,
      controllers: [DueWorkController],
      providers: [
        DueWorkHandlers,
        DueWorkOperations,
        {
          provide: DueWorkRunner,
          // The policy is asked for so that the operators' routes never stand open.
          useFactory: (database: Database, clock: Clock, handlers: DueWorkHandlers, _policy: AccessPolicy) =>
            new DueWorkRunner(database, () => clock.now(), handlers.byKind, new Logger('Due work')),
          inject: [Database, Clock, DueWorkHandlers, AccessPolicy],
        },
        {
          provide: DueWorkLifecycle,
          useFactory: (runner: DueWorkRunner) => new DueWorkLifecycle(runner, runs),
          inject: [DueWorkRunner],
        },
      ],
      exports: [DueWorkHandlers, DueWorkRunner, DueWorkOperations],
    };
  }
}
