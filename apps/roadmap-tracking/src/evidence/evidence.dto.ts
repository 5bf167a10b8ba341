import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { AnyOfField, CheckedField, IdField, TextField } from '@capdev/service-frame/fields';
import { ListQuery, pageOfType } from '@capdev/service-frame/lists';
import { momentOf, type Recorded, unitPattern, unitShape } from '@capdev/service-frame/plain';
import { IsIn, IsOptional, Matches } from 'class-validator';
import type { ProposedEvidence } from './evidence-details.js';
import type { EventReference, Evidence } from './evidence.entity.js';
import { type EvidenceKind, evidenceKinds, proposableKinds, type ProposableKind } from './evidence-kinds.js';
import { type EvidenceState, evidenceStates } from './evidence-state.js';
import { webAddressFault } from './web-address.js';

/** Evidence as somebody proposes it. */
export class EvidenceInput implements ProposedEvidence {
  @ApiProperty({
    enum: proposableKinds,
    description: 'link: url. document: sha256, and a url or a symbol. decision: decisionId.',
  })
  @IsIn(proposableKinds, {
    message: `$property must be one of: ${proposableKinds.join(', ')}; an event becomes evidence by an evidence rule`,
  })
  kind!: ProposableKind;

  @TextField(300, { description: 'What it shows, in a line.', example: 'Minutes of the second meeting' })
  title!: string;

  @CheckedField('isWebAddress', webAddressFault, { type: String, format: 'uri' }, { optional: true })
  url?: string | null;

  @TextField(100, { optional: true, description: 'What a document is called officially.', example: 'C21/32' })
  symbol?: string | null;

  @TextField(64, {
    optional: true,
    pattern: /^[0-9a-fA-F]{64}$/,
    shape: 'must be the SHA-256 of the document: 64 hexadecimal digits',
    description: 'Of the document’s bytes: whoever opens it later can see whether it is the same.',
  })
  sha256?: string | null;

  @IdField({ optional: true, description: 'A decision that a task force has adopted.' })
  decisionId?: string | null;
}

/** Why something does not count. */
export class EvidenceReasonInput {
  @TextField(1_000, { description: 'Stays in the history, and names nobody.' })
  reason!: string;
}

const oneOf = (values: readonly string[]) => (value: string) =>
  values.includes(value) ? undefined : `must be one of: ${values.join(', ')}`;

/** Which evidence to list. */
export class EvidenceListQuery extends ListQuery {
  @AnyOfField(oneOf(evidenceStates), 'How far it is.', 'proposed')
  state?: EvidenceState[];

  @AnyOfField(oneOf(evidenceKinds), 'What it is.')
  kind?: EvidenceKind[];

  @ApiPropertyOptional({ description: 'Of milestones that this unit answers for.', example: 'BDT' })
  @IsOptional()
  @Matches(unitPattern, { message: `$property ${unitShape}` })
  unit?: string;
}

class EventReferenceResponse implements EventReference {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ example: 'int.itu.catalogue.course.published.v1' })
  type!: string;

  @ApiProperty({ example: '/course-catalogue' })
  source!: string;

  @ApiProperty()
  subject!: string;

  @ApiProperty({ format: 'date-time' })
  time!: string;
}

export class EvidenceResponse {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ description: 'The number in the ETag.' })
  version!: number;

  @ApiProperty({ format: 'uuid' })
  milestoneId!: string;

  @ApiProperty({ example: '1.2-M1' })
  milestoneCode!: string;

  @ApiProperty({ description: 'The unit that answers for the milestone: it confirms.' })
  owningUnit!: string;

  @ApiProperty({ enum: evidenceKinds })
  kind!: EvidenceKind;

  @ApiProperty({ enum: evidenceStates })
  state!: EvidenceState;

  @ApiProperty()
  title!: string;

  @ApiProperty({ type: String, nullable: true, format: 'uri' })
  url!: string | null;

  @ApiProperty({ type: String, nullable: true })
  symbol!: string | null;

  @ApiProperty({ type: String, nullable: true })
  sha256!: string | null;

  @ApiProperty({ type: String, nullable: true, format: 'uuid' })
  decisionId!: string | null;

  @ApiProperty({ type: EventReferenceResponse, nullable: true })
  event!: EventReference | null;

  @ApiProperty({ type: String, nullable: true, format: 'uuid', description: 'The rule that took the event for it.' })
  ruleId!: string | null;

  @ApiProperty({ description: 'An opaque identifier.' })
  proposedBy!: string;

  @ApiProperty()
  proposedByUnit!: string;

  @ApiProperty({ type: String, nullable: true, description: 'Why it was rejected or withdrawn.' })
  reason!: string | null;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ format: 'date-time' })
  updatedAt!: string;
}

export class EvidencePage extends pageOfType(EvidenceResponse) {}

/** What one has to know of the milestone that evidence is for. */
export interface ShownMilestone {
  readonly id: string;
  readonly code: string;
  readonly state: string;
  readonly owningUnit: string;
}

/** A piece of evidence's row with its milestone's, or the two themselves. */
export type EvidenceRecord = Recorded<Omit<Evidence, 'confirm' | 'reject' | 'withdraw'>> & {
  readonly milestoneCode: string;
  readonly owningUnit: string;
};

export function evidenceResponse(record: EvidenceRecord): EvidenceResponse {
  return {
    id: record.id,
    version: record.version,
    milestoneId: record.milestoneId,
    milestoneCode: record.milestoneCode,
    owningUnit: record.owningUnit,
    kind: record.kind,
    state: record.state,
    title: record.title,
    url: record.url,
    symbol: record.symbol,
    sha256: record.sha256,
    decisionId: record.decisionId,
    event: record.event,
    ruleId: record.ruleId,
    proposedBy: record.proposedBy,
    proposedByUnit: record.proposedByUnit,
    reason: record.reason,
    createdAt: momentOf(record.createdAt),
    updatedAt: momentOf(record.updatedAt),
  };
}
