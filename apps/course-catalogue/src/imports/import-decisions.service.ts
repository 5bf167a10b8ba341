import { Injectable } from '@nestjs/common';
import type { Caller } from '@capdev/access';
import { Database, type Statement, type Transaction } from '@capdev/persistence';
import { Clock } from '@capdev/service-frame/changes';
import type { Candidate } from '../twins/twin.errors.js';
import type { Verdict } from './batch-view.js';
import { ImportDecisions } from './import-decisions.js';
import type { ImportRun } from './import-run.query.js';
import type { Outcome } from './import-status.js';
import { ImportsService, refused } from './imports.service.js';
import { ImportDecisionUnsuitable, ImportDryRun, ImportRowDecided, ImportRowNotFound } from './imports.errors.js';
import type { Decision, DecisionInput, ImportResponse, ImportRowResponse } from './imports.dto.js';
import { rowColumns } from './imports.query.js';
import type { AnyRecord } from './record-reader.js';

interface OpenRow {
  readonly outcome: Outcome;
  readonly decision: string | null;
  readonly wanted: AnyRecord | null;
  readonly candidates: readonly Candidate[] | null;
}

const locked: Statement = {
  name: 'import-row-locked',
  text: 'SELECT outcome, decision, wanted, candidates FROM import_row WHERE import_id = $1 AND "row" = $2 FOR UPDATE',
};
const decide: Statement = {
  name: 'import-row-decide',
  text: 'UPDATE import_row SET decision = $3, decided_by = $4, decided_at = $5 WHERE import_id = $1 AND "row" = $2',
};
const decideAll: Statement = {
  name: 'import-rows-decide',
  text: `UPDATE import_row SET decision = 'accept', decided_by = $2, decided_at = $3
          WHERE import_id = $1 AND outcome = 'proposed' AND decision IS NULL`,
};
const one: Statement = {
  name: 'import-row-one',
  text: `SELECT ${rowColumns} FROM import_row WHERE import_id = $1 AND "row" = $2`,
};

/** What people say about rows that wait for them. */
@Injectable()
export class ImportDecisionsService {
  constructor(
    private readonly database: Database,
    private readonly imports: ImportsService,
    private readonly decisions: ImportDecisions,
    private readonly clock: Clock,
  ) {}

  async decide(id: string, row: number, input: DecisionInput, caller: Caller): Promise<ImportRowResponse> {
    return this.database.runInTransaction(async (tx) => {
      const run = await this.decidable(tx, id, caller);
      const [open] = await tx.query<OpenRow>(locked, [id, row]);
      if (!open) throw new ImportRowNotFound(row);
      const { wanted, decision, outcome } = open;
      if (!wanted || decision !== null) throw new ImportRowDecided(row);
      const verdict = verdictOf(input, open);
      // Before the row is brought: should it look like another course, it is asked about again.
      tx.write(decide, [id, row, input.decision, caller.subject, this.clock.now()]);
      if (verdict) await this.decisions.one(tx, run, { record: wanted, from: outcome, verdict }, caller);
      const [answer] = await tx.query<ImportRowResponse>(one, [id, row]);
      return answer!;
    });
  }

  /** Accepts whatever is proposed; the rows are written in the background. */
  async acceptAll(id: string, caller: Caller): Promise<ImportResponse> {
    return this.database.runInTransaction(async (tx) => {
      const run = await this.decidable(tx, id, caller);
      tx.write(decideAll, [id, caller.subject, this.clock.now()]);
      return this.imports.enter(tx, run, run.state, 'decisions', caller);
    });
  }

  private async decidable(tx: Transaction, id: string, caller: Caller): Promise<ImportRun> {
    const run = await this.imports.own(tx, id, caller);
    refused(run, 'decide');
    if (run.dryRun) throw new ImportDryRun();
    return run;
  }
}

const fitting: Readonly<Record<string, readonly Decision[]>> = {
  proposed: ['accept', 'refuse'],
  held: ['distinct', 'same', 'refuse'],
};

/** Undefined when nothing is to be written. */
function verdictOf({ decision, courseId }: DecisionInput, { outcome, candidates }: OpenRow): Verdict | undefined {
  const fit = fitting[outcome] ?? [];
  if (!fit.includes(decision)) throw new ImportDecisionUnsuitable(`it is ${outcome}; say one of ${fit.join(', ')}`);
  const ids = (candidates ?? []).map((candidate) => candidate.id);
  switch (decision) {
    case 'refuse':
      return undefined;
    case 'accept':
      return { accepted: true, distinctFrom: [] };
    case 'distinct':
      return { accepted: true, distinctFrom: ids };
    case 'same': {
      const chosen = courseId?.toLowerCase() ?? (ids.length === 1 ? ids[0] : undefined);
      if (chosen === undefined || !ids.includes(chosen)) {
        throw new ImportDecisionUnsuitable(`"courseId" must be one of ${ids.join(', ')}`);
      }
      return { accepted: true, sameAs: chosen, distinctFrom: [] };
    }
  }
}
