import { IsInt, IsUUID, Min } from 'class-validator';
import { defineEvent, IsFilled } from '../core/index.js';

/** A list was brought into the catalogue, in numbers. */
export class ImportFinishedV1 {
  @IsUUID()
  importId!: string;

  /** Where the list comes from. */
  @IsUUID()
  sourceId!: string;

  /** The unit that runs the imports of the source. */
  @IsFilled()
  owningUnit!: string;

  @IsInt()
  @Min(0)
  rows!: number;

  @IsInt()
  @Min(0)
  created!: number;

  @IsInt()
  @Min(0)
  updated!: number;

  @IsInt()
  @Min(0)
  unchanged!: number;

  /** They wait for a person, with those that look like a course that is there. */
  @IsInt()
  @Min(0)
  proposed!: number;

  @IsInt()
  @Min(0)
  rejected!: number;

  /** Courses that it made public. */
  @IsInt()
  @Min(0)
  published!: number;
}

/** A list has been brought in to its last row. */
export const importFinishedV1 = defineEvent({
  type: 'int.itu.catalogue.import.finished.v1',
  payload: ImportFinishedV1,
  about: {
    when: 'Once for each import that reaches the last row of its list; not for a dry run, nor for one that was stopped.',
    cause: 'An editor has started the import of a list, and its last row has been written.',
    conclude:
      'How many rows had which outcome. What became of a course is told by the events of that course, which were announced before or are about to be; decisions about proposed rows come later and are not counted.',
    key: 'The import’s id; there is one event for it.',
    personalData: 'No. It holds numbers and identifiers; who started the import stays in the catalogue.',
  },
  example: {
    importId: '019ab6c0-7d10-7c3e-9a51-3f0f2d9c1b01',
    sourceId: '019ab6c0-7d10-7c3e-9a51-3f0f2d9c1b02',
    owningUnit: 'BDT',
    rows: 120,
    created: 80,
    updated: 12,
    unchanged: 20,
    proposed: 3,
    rejected: 5,
    published: 74,
  },
});
