import { importFinishedV1 } from '@capdev/contracts/catalogue';
import { announce, type Announced } from '@capdev/service-frame/plain';
import type { ImportRun } from './import-run.query.js';

/** What the public is told of an import that has reached its last row: numbers. Nothing of a dry run. */
export function announcementOf(run: ImportRun): Announced | undefined {
  if (run.dryRun) return undefined;
  const { created = 0, updated = 0, unchanged = 0, proposed = 0, held = 0, rejected = 0, published = 0 } = run.counts;
  return announce(importFinishedV1, {
    importId: run.id,
    sourceId: run.sourceId,
    owningUnit: run.owningUnit,
    rows: run.rowsDone,
    created,
    updated,
    unchanged,
    proposed: proposed + held,
    rejected,
    published,
  });
}
