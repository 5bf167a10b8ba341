import { DomainError } from '@capdev/service-kit/problems';
import type { ImportAction, ImportState } from './import-status.js';

export class ImportNotFound extends DomainError {
  constructor(id: string) {
    super('not-found', 'import-not-found', `There is no import ${id}.`);
  }
}

export class ImportSourceNotFound extends DomainError {
  constructor(id: string) {
    super('not-found', 'import-source-not-found', `There is no source ${id}.`);
  }
}

export class ImportSourceNameTaken extends DomainError {
  constructor(name: string) {
    super('conflict', 'import-source-name-taken', `There is already a source named ${JSON.stringify(name)}.`, [
      { pointer: '/name', detail: 'Taken by another source.' },
    ]);
  }
}

export class ImportMappingNotFound extends DomainError {
  constructor(name: string) {
    super('not-found', 'import-mapping-not-found', `There is no mapping ${JSON.stringify(name)}.`);
  }
}

/** A body names a mapping that there is not. */
export class ImportMappingUnknown extends DomainError {
  constructor(name: string) {
    super('invalid', 'import-mapping-unknown', `There is no mapping ${JSON.stringify(name)}: see /import-mappings.`, [
      { pointer: '/mapping', detail: 'Names no mapping.' },
    ]);
  }
}

export class ImportMappingNameTaken extends DomainError {
  constructor(name: string) {
    super('conflict', 'import-mapping-name-taken', `There is already a mapping named ${name}.`, [
      { pointer: '/name', detail: 'Taken by another mapping.' },
    ]);
  }
}

/** The mappings that come with the catalogue are a part of the program. */
export class ImportMappingBuiltIn extends DomainError {
  constructor(name: string) {
    super(
      'conflict',
      'import-mapping-built-in',
      `The mapping ${name} comes with the catalogue and stays as it is: save your own under another name.`,
    );
  }
}

export class ImportMappingInUse extends DomainError {
  constructor(name: string, sources: readonly string[]) {
    const them = sources.map((source) => JSON.stringify(source)).join(', ');
    super('conflict', 'import-mapping-in-use', `The mapping ${name} is used by ${them}: give them another one first.`);
  }
}

/** The second of two imports of one source. */
export class ImportInProgress extends DomainError {
  constructor(existing: string | undefined) {
    super(
      'conflict',
      'import-in-progress',
      `Another import of this source is not finished${existing === undefined ? '' : `: /imports/${existing}`}. Wait for it, or stop it.`,
    );
  }
}

const deeds: Readonly<Record<ImportAction, string>> = {
  check: 'take a file',
  refuse: 'take a file',
  start: 'be started',
  stop: 'be stopped',
  finish: 'be finished',
  decide: 'be decided on',
  undo: 'be undone',
  compare: 'say what its source no longer has',
};

export class ImportStateForbids extends DomainError {
  constructor(state: ImportState, action: ImportAction) {
    super('conflict', `import-${state}`, `The import is ${state} and cannot ${deeds[action]}.`);
  }
}

export class ImportFileMissing extends DomainError {
  constructor() {
    super('conflict', 'import-file-missing', 'The import has no file any more, or not yet: begin a new one.');
  }
}

export class ImportBusy extends DomainError {
  constructor() {
    super('conflict', 'import-busy', 'The service is still at work on this import: wait until "task" is null.');
  }
}

export class ImportFileTooLarge extends DomainError {
  constructor(limit: number) {
    super(
      'too-large',
      'import-file-too-large',
      `The file is larger than ${limit} bytes. Nothing of it was kept: split it and import the parts.`,
    );
  }
}

/** The connection was lost; what had come was thrown away. */
export class ImportFileInterrupted extends DomainError {
  constructor(cause: unknown) {
    super(
      'invalid',
      'import-file-interrupted',
      'The file did not arrive as a whole. Nothing of it was kept: send it again.',
      [],
      {},
      { cause },
    );
  }
}

/** Another upload of the same import ended first. */
export class ImportFileOvertaken extends DomainError {
  constructor() {
    super('conflict', 'import-file-overtaken', 'Another file was sent for this import meanwhile, and it counts.');
  }
}

export class ImportDryRun extends DomainError {
  constructor() {
    super('conflict', 'import-dry-run', 'This was a dry run: it has written nothing that could be decided or undone.');
  }
}

export class ImportRowNotFound extends DomainError {
  constructor(row: number) {
    super('not-found', 'import-row-not-found', `The import has no row ${row} in its account.`);
  }
}

export class ImportRowDecided extends DomainError {
  constructor(row: number) {
    super('conflict', 'import-row-decided', `Nothing is left to decide about row ${row}.`);
  }
}

export class ImportDecisionUnsuitable extends DomainError {
  constructor(why: string) {
    super('invalid', 'import-decision-unsuitable', `The decision does not fit the row: ${why}.`, [
      { pointer: '/decision', detail: `${why[0]!.toUpperCase()}${why.slice(1)}.` },
    ]);
  }
}

/** Somebody has worked on what the import brought; taking it back would lose that. */
export class ImportRecordsTouched extends DomainError {
  override readonly members: { readonly touched: readonly { readonly row: number; readonly code: string | null }[] };

  constructor(touched: readonly { readonly row: number; readonly code: string | null }[], count: number) {
    const shown = touched.map(({ row, code }) => `${code ?? 'a run'} (row ${row})`).join(', ');
    super(
      'conflict',
      'import-records-touched',
      `Others have changed ${count} of its records since: ${shown}${count > touched.length ? ' …' : ''}. Nothing was undone.`,
    );
    this.members = { touched };
  }
}
