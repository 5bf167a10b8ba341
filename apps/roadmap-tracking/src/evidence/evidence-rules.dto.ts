import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { CheckedField, IdField, PartsField, TextField } from '@capdev/service-frame/fields';
import { ListQuery, pageOfType } from '@capdev/service-frame/lists';
import { momentOf, type Recorded } from '@capdev/service-frame/plain';
import { IsBoolean, IsIn, IsOptional, IsUUID, Matches } from 'class-validator';
import type { EvidenceRule, EvidenceRuleDetails } from './evidence-rule.entity.js';
import { comparisons, type Condition, type FieldValue } from './rule-conditions.js';

const isValue = (value: unknown): value is FieldValue =>
  typeof value === 'boolean' || Number.isFinite(value) || (typeof value === 'string' && value.length <= 300);
const valueFault = (value: unknown) => (isValue(value) ? undefined : 'must be a text, a number, true or false');
const valuesFault = (value: unknown) =>
  Array.isArray(value) && value.length > 0 && value.length <= 50 && value.every(isValue)
    ? undefined
    : 'must be a list of 1 to 50 texts, numbers, true or false';
const numberFault = (value: unknown) => (Number.isFinite(value) ? undefined : 'must be a number');

const anyValue = { oneOf: [{ type: 'string' }, { type: 'number' }, { type: 'boolean' }] };

/** A condition as somebody writes it: a field, and exactly one of the comparisons. */
class ConditionInput {
  @TextField(200, {
    pattern: /^[A-Za-z][\w-]*(\.[A-Za-z][\w-]*)*$/,
    shape: 'must be the path of a field, such as data.owningUnit',
    example: 'data.owningUnit',
    description: 'The path in the event. Inside a list it is met when one entry meets it.',
  })
  field!: string;

  @CheckedField('isFieldValue', valueFault, { ...anyValue, example: 'BDT' }, { optional: true })
  equals?: FieldValue | null;

  @CheckedField('areFieldValues', valuesFault, { type: 'array', items: anyValue, maxItems: 50 }, { optional: true })
  oneOf?: FieldValue[] | null;

  @CheckedField('isNumber', numberFault, { type: Number }, { optional: true })
  atLeast?: number | null;

  @CheckedField('isNumber', numberFault, { type: Number }, { optional: true })
  atMost?: number | null;
}

/** What may be changed about a rule. */
export class EvidenceRuleInput {
  @PartsField(() => ConditionInput, 10, { description: 'All of them have to be met; none: every event of the type.' })
  conditions?: ConditionInput[] | null;

  @ApiPropertyOptional({ type: Boolean, default: false, description: 'It ends with the first event that it takes.' })
  @IsOptional()
  @IsBoolean()
  once?: boolean | null;
}

export class NewEvidenceRuleInput extends EvidenceRuleInput {
  @IdField()
  milestoneId!: string;

  @TextField(200, { example: 'int.itu.catalogue.course.published.v1' })
  eventType!: string;
}

/** Why a rule is of no use any more. */
export class EvidenceRuleEndingInput {
  @TextField(1_000, { description: 'Stays in the history, and names nobody.' })
  reason!: string;
}

/** What was written, without what was left out. */
export function evidenceRuleDetailsOf({ conditions, once }: EvidenceRuleInput): EvidenceRuleDetails {
  return { conditions: (conditions ?? []).map(conditionOf), once: once ?? false };
}

function conditionOf(input: ConditionInput): Condition {
  const said = comparisons.filter((comparison) => (input[comparison] ?? null) !== null);
  return { field: input.field, ...Object.fromEntries(said.map((comparison) => [comparison, input[comparison]])) };
}

const ruleStates = ['active', 'ended'] as const;

/** Which rules to list. */
export class EvidenceRuleListQuery extends ListQuery {
  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID(undefined, { message: '$property must be an identifier (UUID)' })
  milestoneId?: string;

  @ApiPropertyOptional({ example: 'int.itu.catalogue.course.published.v1' })
  @IsOptional()
  @Matches(/^[a-z0-9.-]{1,200}$/, { message: '$property must be an event type' })
  eventType?: string;

  @ApiPropertyOptional({ enum: ruleStates })
  @IsOptional()
  @IsIn(ruleStates, { message: `$property must be one of: ${ruleStates.join(', ')}` })
  state?: (typeof ruleStates)[number];
}

export class EvidenceRuleResponse {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ description: 'The number in the ETag.' })
  version!: number;

  @ApiProperty({ format: 'uuid' })
  milestoneId!: string;

  @ApiProperty()
  eventType!: string;

  @ApiProperty({ type: [ConditionInput] })
  conditions!: readonly Condition[];

  @ApiProperty()
  once!: boolean;

  @ApiProperty({ enum: ruleStates })
  state!: 'active' | 'ended';

  @ApiProperty({ type: String, nullable: true })
  endedReason!: string | null;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ format: 'date-time' })
  updatedAt!: string;
}

export class EvidenceRulePage extends pageOfType(EvidenceRuleResponse) {}

/** A rule's row, or the rule itself. */
export type EvidenceRuleRecord = Recorded<Pick<EvidenceRule, keyof EvidenceRuleResponse>>;

export function evidenceRuleResponse(rule: EvidenceRuleRecord): EvidenceRuleResponse {
  return {
    id: rule.id,
    version: rule.version,
    milestoneId: rule.milestoneId,
    eventType: rule.eventType,
    conditions: rule.conditions,
    once: rule.once,
    state: rule.state,
    endedReason: rule.endedReason,
    createdAt: momentOf(rule.createdAt),
    updatedAt: momentOf(rule.updatedAt),
  };
}
