import { DomainError } from '@capdev/service-kit/problems';

export class PlanImportNotFound extends DomainError {
  constructor(id: string) {
    super('not-found', 'plan-import-not-found', `There is no import ${id} of a plan.`);
  }
}

export class PlanFileExpected extends DomainError {
  constructor() {
    super(
      'unsupported',
      'plan-import-not-csv',
      'Send the plan as a file: Content-Type: text/csv, and the file as body.',
    );
  }
}

export class PlanFileTooLarge extends DomainError {
  constructor(bytes: number, most: number) {
    super(
      'too-large',
      'plan-import-too-large',
      `The file has ${bytes} bytes; a plan may have ${most}. Nothing of it was imported: split it and import the parts, parents first.`,
    );
  }
}

export class PlanRowsTooMany extends DomainError {
  constructor(most: number) {
    super(
      'too-large',
      'plan-import-rows-too-many',
      `The file has more than ${most} rows. Nothing of it was imported: split it and import the parts, parents first.`,
    );
  }
}

export class PlanColumnsUnknown extends DomainError {
  constructor(unknown: readonly string[], known: readonly string[]) {
    super(
      'invalid',
      'plan-import-columns-unknown',
      `The file has columns that a plan does not have: ${unknown.join(', ')}. Rename or remove them. A plan has ${known.join(', ')} and title_ with the code of each language.`,
      unknown.map((column) => ({ pointer: column, detail: 'Not a column of a plan.' })),
    );
  }
}

/** A code that stands in several rows. */
export class ImportedCodeTwice extends DomainError {
  constructor(code: string, rows: readonly number[]) {
    super(
      'conflict',
      'plan-import-code-twice',
      `The code ${code} stands in the rows ${rows.join(', ')}: which of them is meant is not known. Leave one of them.`,
      [{ pointer: 'code', detail: `Also in row ${rows.join(', ')}.` }],
    );
  }
}

export class ImportedKindUnknown extends DomainError {
  constructor(kind: string) {
    super(
      'invalid',
      'plan-import-kind-unknown',
      `An item of the plan is an initiative, an activity or a milestone, not ${JSON.stringify(kind.slice(0, 40))}.`,
      [{ pointer: 'kind', detail: 'One of: initiative, activity, milestone.' }],
    );
  }
}

/** What is final differs from what is in the plan. */
export class ImportedItemIsAnother extends DomainError {
  constructor(column: 'kind' | 'parent', code: string, present: string, wanted: string) {
    super(
      'conflict',
      'plan-import-item-is-another',
      `${code} is in the plan already, with the ${column} ${present || '(none)'}, which is final; the row says ${wanted || '(none)'}. Correct it, or give the row another code.`,
      [{ pointer: column, detail: `${present || '(none)'} in the plan.` }],
    );
  }
}

/** What a row points at is neither in the plan nor in the file, or its own row was refused. */
export class ImportedCodeUnknown extends DomainError {
  /** @param row the row that would bring it in, when there is one */
  constructor(column: 'parent' | 'predecessors', code: string, row: number | undefined) {
    super(
      'invalid',
      'plan-import-code-unknown',
      row === undefined
        ? `${code || 'An empty code'} in ${column} is neither in the plan nor in the file: correct it, or add its row.`
        : `${code} in ${column} is not in the plan, and row ${row}, which would bring it in, is rejected: mend that row first.`,
      [{ pointer: column, detail: row === undefined ? 'Not known.' : `Row ${row} is rejected.` }],
    );
  }
}

export class ImportedParentOfWrongKind extends DomainError {
  constructor(kind: string, parent: string, parentKind: string) {
    const may = { initiative: 'nothing', activity: 'an initiative', milestone: 'an initiative or an activity' }[kind];
    super(
      'invalid',
      'plan-import-parent-of-wrong-kind',
      `${parent} is of kind ${parentKind}: a row of kind ${kind} belongs to ${may}.`,
      [{ pointer: 'parent', detail: `Is of kind ${parentKind}.` }],
    );
  }
}

export class ImportedCellMeaningless extends DomainError {
  constructor(column: string, kind: string, cell: string, why: string) {
    super(
      'invalid',
      'plan-import-cell-meaningless',
      `${column} says ${JSON.stringify(cell.slice(0, 40))} for a row of kind ${kind}: ${why}.`,
      [{ pointer: column, detail: 'Leave it empty.' }],
    );
  }
}

export class ImportedPredecessorsUnreadable extends DomainError {
  constructor(part: string) {
    super(
      'invalid',
      'plan-import-predecessors-unreadable',
      `${JSON.stringify(part.slice(0, 60))} is not a predecessor: write codes with "; " between them, each with FS, SS, FF or SF and days such as +3d where there are any: "1.1 FS+3d; 1.2 SS-2d".`,
      [{ pointer: 'predecessors', detail: 'Cannot be read.' }],
    );
  }
}

/** No steps lead from what is there to what a row says. */
export class ImportedStateImpossible extends DomainError {
  constructor(column: string, detail: string) {
    super('conflict', 'plan-import-state-impossible', `How far it is cannot be taken over: ${detail}.`, [
      { pointer: column, detail: `${detail[0]?.toUpperCase()}${detail.slice(1)}.` },
    ]);
  }
}
