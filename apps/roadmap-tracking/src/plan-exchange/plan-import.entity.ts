import { Column, Entity, PrimaryColumn } from 'typeorm';

/** That a file was imported, by whom, and how many of its rows became what; never changed. */
@Entity()
export class PlanImport {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('boolean')
  dryRun!: boolean;

  @Column('text')
  sha256!: string;

  @Column('integer')
  bytes!: number;

  @Column('integer')
  created!: number;

  @Column('integer')
  updated!: number;

  @Column('integer')
  unchanged!: number;

  @Column('integer')
  rejected!: number;

  /** An opaque identifier. */
  @Column('text')
  actor!: string;

  @Column('text')
  unit!: string;

  @Column('timestamptz')
  createdAt!: Date;
}
