import { createCrashCountTable } from './consuming/crash-count.js';
import { createInboxTable } from './inbox/inbox.js';
import { createOutboxTable } from './outbox/outbox.js';
import { addOutboxLanes } from './outbox/lanes.js';
import { createBusOperationTable, createDeadLetterTable, createReplayTable } from './operating/operating-tables.js';

/**
 * What came after {@link createOutboxTable} and {@link createInboxTable}, for a migration of its own in services that have
 * those two already. Statements here never change once released; what comes later gets a constant of its own.
 */
export const extendMessagingTables = [
  addOutboxLanes,
  createCrashCountTable,
  createDeadLetterTable,
  createReplayTable,
  createBusOperationTable,
].join('\n');

/** Everything messaging keeps, for the first migration of a new service. */
export const createMessagingTables = [createOutboxTable, createInboxTable, extendMessagingTables].join('\n');
