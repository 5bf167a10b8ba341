import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CoDesignStepKind } from './co-design-steps.js';

/** One step of a process. */
@Entity()
export class CoDesignStep {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid')
  processId!: string;

  /** From 1. */
  @Column('integer')
  position!: number;

  @Column('text')
  kind!: CoDesignStepKind;

  @Column('date', { nullable: true })
  startsOn!: string | null;

  @Column('date', { nullable: true })
  endsOn!: string | null;

  @Column('text')
  state!: 'pending' | 'completed';

  /** Why it counts although units were missing. */
  @Column('text', { nullable: true })
  waiverReason!: string | null;

  static pending(ids: { id: string; processId: string }, kind: CoDesignStepKind, position: number): CoDesignStep {
    const unknown = { startsOn: null, endsOn: null, waiverReason: null };
    return Object.assign(new CoDesignStep(), ids, { kind, position, state: 'pending' as const }, unknown);
  }
}
