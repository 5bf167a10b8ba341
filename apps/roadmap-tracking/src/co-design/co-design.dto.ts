import { ApiProperty } from '@nestjs/swagger';
import {
  CheckedField,
  DayField,
  IdsField,
  MultilingualField,
  PartField,
  Speaker,
  type Spoken,
  SpokenProperty,
  TextField,
} from '@capdev/service-frame/fields';
import { pageOfType } from '@capdev/service-frame/lists';
import { momentOf, type Recorded, unitPattern, unitShape } from '@capdev/service-frame/plain';
import { IsIn } from 'class-validator';
import type { CoDesignOutput } from './co-design-output.entity.js';
import type { CoDesignProcess, ProcessDetails, StepCourse } from './co-design-process.entity.js';
import type { CoDesignStep } from './co-design-step.entity.js';
import { type CoDesignStepKind, coDesignStepKinds, type OutputKind, outputKinds } from './co-design-steps.js';

const mostUnits = 50;

function unitsFault(value: unknown): string | undefined {
  if (!Array.isArray(value) || value.length === 0) return 'must name at least one unit';
  if (value.length > mostUnits) return `may name at most ${mostUnits} units`;
  if (value.some((unit) => typeof unit !== 'string' || !unitPattern.test(unit))) return `${unitShape}, each of them`;
  return new Set(value).size < value.length ? 'must not name the same unit twice' : undefined;
}

const UnitsField = (description: string): PropertyDecorator =>
  CheckedField(
    'areUnits',
    unitsFault,
    { type: 'array', items: { type: 'string' }, minItems: 1, maxItems: mostUnits, uniqueItems: true, example: ['BDT'] },
    { description },
  );

/** A process as the secretariat begins it. */
export class ProcessInput {
  @MultilingualField(200)
  name!: ProcessDetails['name'];

  @UnitsField('The units that have to take part in the workshop.')
  requiredUnits!: string[];

  @IdsField(50, { description: 'The recommendations for which it is done.' })
  recommendationIds?: string[] | null;
}

/** What was written, with nothing for what was left out. */
export function processDetailsOf(input: ProcessInput): ProcessDetails {
  return { name: input.name, requiredUnits: input.requiredUnits, recommendationIds: input.recommendationIds ?? [] };
}

class WaiverInput {
  @TextField(2_000, { description: 'Why the step counts although units were missing.' })
  reason!: string;
}

export class StepCompletionInput {
  @DayField()
  startsOn!: string;

  @DayField({ description: 'Not after today (UTC).' })
  endsOn!: string;

  @UnitsField('The units that took part.')
  units!: string[];

  @PartField(() => WaiverInput, { optional: true })
  waiver?: WaiverInput | null;
}

export function stepCourseOf({ startsOn, endsOn, units, waiver }: StepCompletionInput): StepCourse {
  return { startsOn, endsOn, units, waiverReason: waiver?.reason ?? null };
}

export class OutputInput {
  @ApiProperty({ enum: coDesignStepKinds, description: 'The step from which it came.' })
  @IsIn(coDesignStepKinds, { message: `$property must be one of: ${coDesignStepKinds.join(', ')}` })
  step!: CoDesignStepKind;

  @ApiProperty({ enum: outputKinds })
  @IsIn(outputKinds, { message: `$property must be one of: ${outputKinds.join(', ')}` })
  kind!: OutputKind;

  @MultilingualField(5_000)
  text!: CoDesignOutput['text'];
}

export class StepResponse {
  @ApiProperty({ enum: coDesignStepKinds })
  kind!: CoDesignStepKind;

  @ApiProperty({ enum: ['pending', 'completed'] })
  state!: 'pending' | 'completed';

  @ApiProperty({ type: String, format: 'date', nullable: true })
  startsOn!: string | null;

  @ApiProperty({ type: String, format: 'date', nullable: true })
  endsOn!: string | null;

  @ApiProperty({ type: [String], description: 'The units that took part.' })
  units!: string[];

  @ApiProperty({ type: String, nullable: true, description: 'Why the step counts although units were missing.' })
  waiverReason!: string | null;
}

export class ProcessResponse {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ description: 'The number in the ETag.' })
  version!: number;

  @ApiProperty({ enum: ['running', 'completed'] })
  state!: 'running' | 'completed';

  @SpokenProperty()
  name!: Spoken;

  @ApiProperty({ type: [String], description: 'The units that have to take part in the workshop.' })
  requiredUnits!: string[];

  @ApiProperty({ type: [String], format: 'uuid' })
  recommendationIds!: string[];

  @ApiProperty({ type: [StepResponse], description: 'In their order.' })
  steps!: StepResponse[];

  @ApiProperty({ description: 'The unit that keeps this record.' })
  owningUnit!: string;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ format: 'date-time' })
  updatedAt!: string;
}

export class ProcessPage extends pageOfType(ProcessResponse) {}

export class OutputResponse {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ format: 'uuid' })
  processId!: string;

  @ApiProperty({ enum: coDesignStepKinds })
  step!: CoDesignStepKind;

  @ApiProperty({ enum: outputKinds })
  kind!: OutputKind;

  @SpokenProperty()
  text!: Spoken;

  @ApiProperty({ format: 'date-time' })
  recordedAt!: string;
}

export class OutputPage extends pageOfType(OutputResponse) {}

/** A step with the units that took part. */
export type StepRecord = Pick<CoDesignStep, 'kind' | 'state' | 'startsOn' | 'endsOn' | 'waiverReason'> & {
  readonly units: readonly string[];
};

/** A process's row with its steps, or the process itself with them. */
export type ProcessRecord = Recorded<
  Omit<Pick<CoDesignProcess, keyof ProcessResponse & keyof CoDesignProcess>, 'steps'>
> & {
  readonly steps: readonly StepRecord[];
};

/** An output's row, with the kind of its step. */
export type OutputRecord = Recorded<Omit<CoDesignOutput, 'stepId'>> & { readonly step: CoDesignStepKind };

/** What a reader sees; without a speaker, every language. */
export function processResponse(process: ProcessRecord, speaker = new Speaker('*')): ProcessResponse {
  return {
    id: process.id,
    version: process.version,
    state: process.state,
    name: speaker.say(process.name),
    requiredUnits: [...process.requiredUnits],
    recommendationIds: [...process.recommendationIds],
    steps: process.steps.map(({ kind, state, startsOn, endsOn, units, waiverReason }) => ({
      kind,
      state,
      startsOn,
      endsOn,
      units: [...units],
      waiverReason,
    })),
    owningUnit: process.owningUnit,
    createdAt: momentOf(process.createdAt),
    updatedAt: momentOf(process.updatedAt),
  };
}

export function outputResponse(output: OutputRecord, speaker = new Speaker('*')): OutputResponse {
  return {
    id: output.id,
    processId: output.processId,
    step: output.step,
    kind: output.kind,
    text: speaker.say(output.text),
    recordedAt: momentOf(output.recordedAt),
  };
}
