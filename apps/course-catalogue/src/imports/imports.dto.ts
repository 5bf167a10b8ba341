import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { CheckedField, IdField, IdsField, TextField } from '@capdev/service-frame/fields';
import { ListQuery, pageOfType } from '@capdev/service-frame/lists';
import { unitPattern, unitShape } from '@capdev/service-frame/plain';
import { IsBoolean, IsIn, IsOptional } from 'class-validator';
import { importStates, outcomes, type Outcome, type SyncMode, syncModes } from './import-status.js';

const nullable = { type: String, nullable: true } as const;
const moment = { type: String, format: 'date-time' } as const;
const nullableMoment = { ...moment, nullable: true } as const;
export const encodings = ['utf-8', 'latin1'] as const;

/** What records come from: a partner's list, an older system. */
export class ImportSourceInput {
  @TextField(100, { example: 'FAO/QUT course database' })
  name!: string;

  @TextField(64, {
    pattern: unitPattern,
    shape: unitShape,
    example: 'BDT',
    description: 'Its editors run the imports.',
  })
  owningUnit!: string;

  @TextField(60, { description: 'How its lists are read: the name of a mapping.' })
  mapping!: string;

  @ApiProperty({
    enum: syncModes,
    description:
      'What is done with records that are there: "propose" writes nothing until a person says so, "overwrite" writes what the source says, "hands-off" leaves the fields that people have changed since.',
  })
  @IsIn(syncModes, { message: `$property must be one of: ${syncModes.join(', ')}` })
  mode!: SyncMode;
}

export class ImportSourceResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ description: 'The number in the ETag.' }) version!: number;
  @ApiProperty() name!: string;
  @ApiProperty() owningUnit!: string;
  @ApiProperty() mapping!: string;
  @ApiProperty({ enum: syncModes }) mode!: SyncMode;
  @ApiProperty(moment) createdAt!: string;
  @ApiProperty(moment) updatedAt!: string;
}

export class ImportSourcePage extends pageOfType(ImportSourceResponse) {}

/** A mapping in the list, without its rules. */
export class ImportMappingSummary {
  @ApiProperty() name!: string;
  @ApiProperty({ description: 'One sentence for the person who chooses.' }) about!: string;
  @ApiProperty({ enum: ['csv', 'json', 'json-ld'] }) format!: string;
  @ApiProperty({ description: 'Part of the catalogue: cannot be changed.' }) builtIn!: boolean;
  @ApiProperty({ ...nullable, description: 'Whose editors may change it; null of one that is built in.' })
  owningUnit!: string | null;
}

export class ImportMappingList {
  @ApiProperty({ type: [ImportMappingSummary] }) items!: ImportMappingSummary[];
}

export class ImportMappingResponse extends ImportMappingSummary {
  @ApiProperty({ description: 'The number in the ETag.' }) version!: number;
  @ApiProperty({ type: 'object', additionalProperties: true, description: 'The whole mapping, as it is sent back.' })
  definition!: object;
}

export class ImportInput {
  @IdField()
  sourceId!: string;

  @ApiPropertyOptional({ description: 'Says what would happen, row by row, and writes nothing.' })
  @IsOptional()
  @IsBoolean()
  dryRun?: boolean;

  @ApiPropertyOptional({ description: 'Publishes the drafts that it brings and that lack nothing.' })
  @IsOptional()
  @IsBoolean()
  publish?: boolean;

  @ApiPropertyOptional({ enum: encodings, description: 'utf-8 unless told; latin1 is read as Windows-1252.' })
  @IsOptional()
  @IsIn(encodings, { message: `$property must be one of: ${encodings.join(', ')}` })
  encoding?: (typeof encodings)[number];
}

class ImportFailure {
  @ApiProperty() code!: string;
  @ApiProperty() detail!: string;
}

/** An import, and how far it is. */
export class ImportResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ description: 'The number in the ETag.' }) version!: number;
  @ApiProperty({ format: 'uuid' }) sourceId!: string;
  @ApiProperty() owningUnit!: string;
  @ApiProperty({ enum: importStates }) state!: string;
  @ApiProperty({ ...nullable, description: 'What the service is at: run, decisions or undo.' }) task!: string | null;
  @ApiProperty({ description: 'The name of the mapping, as it was when the import began.' }) mapping!: string;
  @ApiProperty({ enum: syncModes }) mode!: SyncMode;
  @ApiProperty({ enum: encodings }) encoding!: string;
  @ApiProperty() dryRun!: boolean;
  @ApiProperty() publish!: boolean;
  @ApiProperty({ type: ImportFailure, nullable: true }) failure!: ImportFailure | null;
  @ApiProperty({ type: Number, nullable: true }) bytes!: number | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Null until the file has come.' })
  rowsTotal!: number | null;
  @ApiProperty() rowsDone!: number;
  @ApiProperty({ type: Number, nullable: true, description: 'Since it was started.' }) rowsPerSecond!: number | null;
  @ApiProperty({ type: 'object', additionalProperties: { type: 'integer' }, description: 'Rows by their outcome.' })
  counts!: Record<string, number>;
  @ApiProperty(moment) createdAt!: string;
  @ApiProperty(nullableMoment) startedAt!: string | null;
  @ApiProperty(nullableMoment) finishedAt!: string | null;
}

export class ImportPage extends pageOfType(ImportResponse) {}

export class ImportListQuery extends ListQuery {
  @IdField({ optional: true })
  sourceId?: string;
}

export class ImportRowQuery extends ListQuery {
  @ApiPropertyOptional({ enum: outcomes })
  @IsOptional()
  @IsIn(outcomes, { message: `$property must be one of: ${outcomes.join(', ')}` })
  outcome?: Outcome;

  @ApiPropertyOptional({ enum: ['true', 'false'], description: 'Only rows that wait for a person.' })
  @IsOptional()
  @IsIn(['true', 'false'])
  undecided?: 'true' | 'false';
}

class RowFaultResponse {
  @ApiProperty({ description: 'The column, or the field.' }) field!: string;
  @ApiProperty() reason!: string;
  @ApiProperty({ description: 'What to do.' }) advice!: string;
}

const anyObject = { type: 'object', additionalProperties: true } as const;

export class ImportRowResponse {
  @ApiProperty({ description: 'As a spreadsheet counts.' }) row!: number;
  @ApiProperty(nullable) key!: string | null;
  @ApiProperty(nullable) code!: string | null;
  @ApiProperty({ enum: outcomes }) outcome!: Outcome;
  @ApiProperty({ description: 'Whether this row made the course public.' }) published!: boolean;
  @ApiProperty({ ...nullable, format: 'uuid' }) courseId!: string | null;
  @ApiProperty({ type: [RowFaultResponse] }) faults!: RowFaultResponse[];
  @ApiProperty({ type: [String], description: 'Fields left as people have changed them.' }) kept!: string[];
  @ApiProperty({ ...anyObject, nullable: true }) before!: object | null;
  @ApiProperty({ ...anyObject, nullable: true }) after!: object | null;
  @ApiProperty({ type: [Object], nullable: true, description: 'Courses that it may be.' }) candidates!: object[] | null;
  @ApiProperty({ ...nullable, description: 'What a person said.' }) decision!: string | null;
  @ApiProperty({ ...nullable, description: 'What became of it when the import was undone.' }) undone!: string | null;
}

export class ImportRowPage extends pageOfType(ImportRowResponse) {}

const decisions = ['accept', 'refuse', 'distinct', 'same'] as const;
export type Decision = (typeof decisions)[number];

export class DecisionInput {
  @ApiProperty({
    enum: decisions,
    description:
      'Of a proposed row "accept" or "refuse"; of a held one "distinct" (another course), "same" (that course) or "refuse".',
  })
  @IsIn(decisions, { message: `$property must be one of: ${decisions.join(', ')}` })
  decision!: Decision;

  @IdField({ optional: true, description: 'Of "same": which candidate. May be left out where there is one.' })
  courseId?: string | null;
}

export class DecisionsInput {
  @CheckedField('isAccept', (value) => (value === 'accept' ? undefined : 'must be "accept"'), {
    type: String,
    enum: ['accept'],
    description: 'Every proposed row that nobody has decided on.',
  })
  decision!: 'accept';
}

export class MissingQuery extends ListQuery {}

export class MissingResponse {
  @ApiProperty() key!: string;
  @ApiProperty({ format: 'uuid' }) courseId!: string;
  @ApiProperty() code!: string;
  @ApiProperty() state!: string;
}

export class MissingPage extends pageOfType(MissingResponse) {}

export class MissingRetirementInput {
  @IdsField(100, { least: 1, description: 'Courses of the list of missing ones.' })
  courseIds!: string[];

  @TextField(500, { optional: true, description: 'About the courses; it must name nobody.' })
  reason?: string | null;
}

export class MissingRetirementResponse {
  @ApiProperty({ type: [String] }) retired!: string[];
  @ApiProperty({ type: [Object], description: 'Those that stay, each with the reason.' })
  left!: { courseId: string; reason: string }[];
}

export class OriginResponse {
  @ApiProperty({ format: 'uuid' }) sourceId!: string;
  @ApiProperty() source!: string;
  @ApiProperty({ description: 'What the source calls the course.' }) key!: string;
  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'object' },
    description: 'Field → what the source last gave, by which import, when, and whether people have changed it since.',
  })
  fields!: Record<string, { value: unknown; importId: string; at: string; changedSince: boolean }>;
}

export class OriginsResponse {
  @ApiProperty({ type: [OriginResponse] }) items!: OriginResponse[];
}
