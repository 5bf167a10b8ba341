import type { MultilingualText } from '@capdev/taxonomy';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What a Member State said of a source; never changed. */
@Entity()
export class SourceComment {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid')
  sourceId!: string;

  /** ISO 3166-1, three letters. */
  @Column('text')
  memberState!: string;

  @Column('date')
  receivedOn!: string;

  @Column('jsonb')
  text!: MultilingualText;

  @Column('timestamptz')
  recordedAt!: Date;
}
