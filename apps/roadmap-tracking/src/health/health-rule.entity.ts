import { differenceOf } from '@capdev/service-frame/plain';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { AmberNotBeforeRed } from './health.errors.js';
import type { Changes } from '@capdev/persistence';
import type { Measure } from './measures.js';

interface HealthRuleRevised {
  readonly kind: 'revised';
  readonly changes: Changes;
}

/** From which value on an item is amber, and from which red. */
export interface Thresholds {
  amber: number;
  red: number;
}

/** One measure with its thresholds. The measures are the service's; the thresholds are those of the bureau. */
@Entity()
export class HealthRule implements Thresholds {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('integer')
  version!: number;

  @Column('text')
  measure!: Measure;

  /** On which side of the thresholds an item is worse off. */
  @Column('text')
  worse!: 'above' | 'below';

  @Column('integer')
  amber!: number;

  @Column('integer')
  red!: number;

  @Column('timestamptz')
  createdAt!: Date;

  @Column('timestamptz')
  updatedAt!: Date;

  get thresholds(): Thresholds {
    return { amber: this.amber, red: this.red };
  }

  /** @returns undefined when nothing differs: then nothing has changed */
  revise(thresholds: Thresholds, now: Date): HealthRuleRevised | undefined {
    const { amber, red } = thresholds;
    if (this.worse === 'above' ? amber >= red : amber <= red) throw new AmberNotBeforeRed(this, thresholds);
    const changes = differenceOf(this.thresholds, { amber, red });
    if (Object.keys(changes).length === 0) return undefined;
    Object.assign(this, { amber, red, version: this.version + 1, updatedAt: now });
    return { kind: 'revised', changes };
  }
}
