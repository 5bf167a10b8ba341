import { Global, Module } from '@nestjs/common';
import { Clock } from './clock.js';
import { HistoryQuery } from './history.query.js';
import { IdempotencyPruning } from './idempotency-pruning.js';
import { Recorder } from './recorder.js';

/** What every change needs. */
@Global()
@Module({ providers: [Clock, Recorder, HistoryQuery, IdempotencyPruning], exports: [Clock, Recorder, HistoryQuery] })
export class ChangesModule {}
