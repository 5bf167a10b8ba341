import type { MultilingualText } from '@capdev/taxonomy';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { OutputKind } from './co-design-steps.js';

/** What came out of a step; never changed. */
@Entity()
export class CoDesignOutput {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid')
  processId!: string;

  @Column('uuid')
  stepId!: string;

  @Column('text')
  kind!: OutputKind;

  @Column('jsonb')
  text!: MultilingualText;

  @Column('timestamptz')
  recordedAt!: Date;
}
