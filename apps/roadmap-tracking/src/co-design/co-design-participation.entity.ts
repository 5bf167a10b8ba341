import { Entity, PrimaryColumn } from 'typeorm';

/** A unit that took part in a step. Persons are not kept: units design together. */
@Entity()
export class CoDesignParticipation {
  @PrimaryColumn('uuid')
  stepId!: string;

  @PrimaryColumn('text')
  unit!: string;
}
