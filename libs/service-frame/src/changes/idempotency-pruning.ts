import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Database, pruneIdempotencyRecords } from '@capdev/persistence';

const everyHour = 3_600_000;

/** Forgets the answers to requests that nobody repeats any more. */
@Injectable()
export class IdempotencyPruning implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('Idempotency');
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly database: Database) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      pruneIdempotencyRecords(this.database).catch((error: unknown) =>
        this.logger.warn(`Old keys stay: ${String(error)}`),
      );
    }, everyHour).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }
}
