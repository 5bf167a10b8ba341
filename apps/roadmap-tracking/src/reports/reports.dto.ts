import { ApiProperty } from '@nestjs/swagger';
import {
  CheckedField,
  IdField,
  MultilingualField,
  MultilingualListField,
  Speaker,
  type Spoken,
  SpokenProperty,
  TextField,
} from '@capdev/service-frame/fields';
import { pageOfType } from '@capdev/service-frame/lists';
import { dayFault, momentOf, type Recorded } from '@capdev/service-frame/plain';
import type { ReportContent } from './report-content.js';
import type { Report, ReportDetails } from './report.entity.js';
import { type ReportState, reportStates } from './report-status.js';

const day = { type: 'string', format: 'date', example: '2026-12-31' } as const;
const nextPeriod = { description: 'What comes next, one text for each point; null without a word about it.' };

/** A report as a drafter asks for it; its figures come from the live data. */
export class ReportInput {
  @MultilingualField(200)
  title!: ReportDetails['title'];

  @TextField(80, { description: 'The body that it goes to, such as Council.' })
  body!: string;

  @CheckedField('isDay', dayFault, day, { description: 'The first day of the period that it covers.' })
  periodStart!: string;

  @CheckedField('isDay', dayFault, day, { description: 'The day whose state it tells; the last one of the period.' })
  asOf!: string;

  @IdField({ optional: true, description: 'The baseline that the plan is compared with.' })
  baselineId?: string | null;

  @MultilingualListField(2_000, 30, { ...nextPeriod, optional: true })
  nextPeriod?: ReportDetails['nextPeriod'];
}

/** What was written, with null for what was left out. */
export function reportDetailsOf(input: ReportInput): ReportDetails {
  const { title, body, periodStart, asOf, baselineId, nextPeriod: next } = input;
  return { title, body, periodStart, asOf, baselineId: baselineId ?? null, nextPeriod: next ?? null };
}

/** A later edition: what is left out is as in the edition before. */
export class EditionInput {
  @MultilingualField(200, { optional: true })
  title?: ReportDetails['title'];

  @CheckedField('isDay', dayFault, day, { optional: true })
  periodStart?: string;

  @CheckedField('isDay', dayFault, day, {
    optional: true,
    description: 'Not before the day of the edition that it replaces.',
  })
  asOf?: string;

  @IdField({ optional: true })
  baselineId?: string | null;

  @MultilingualListField(2_000, 30, { ...nextPeriod, optional: true })
  nextPeriod?: ReportDetails['nextPeriod'];
}

export class ReturnInput {
  @TextField(2_000, { description: 'What has to be mended.' })
  reason!: string;
}

/** A report without what it says. */
class ReportSummary {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ description: 'The number in the ETag.' })
  version!: number;

  @ApiProperty({ enum: reportStates })
  state!: ReportState;

  @SpokenProperty()
  title!: Spoken;

  @ApiProperty({ description: 'The body that it goes to.' })
  body!: string;

  @ApiProperty({ description: 'The unit whose drafters keep it.' })
  owningUnit!: string;

  @ApiProperty(day)
  periodStart!: string;

  @ApiProperty({ ...day, description: 'The day whose state it tells.' })
  asOf!: string;

  @ApiProperty({ description: 'Counts the editions of one report, from 1.' })
  edition!: number;

  @ApiProperty({ format: 'uuid', description: 'The id of its first edition.' })
  seriesId!: string;

  @ApiProperty({ format: 'uuid', type: String, nullable: true, description: 'The edition before.' })
  replacesId!: string | null;

  @ApiProperty({ format: 'uuid', type: String, nullable: true })
  baselineId!: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'SHA-256 of the content in canonical JSON (RFC 8785), hexadecimal; null until it is frozen.',
  })
  contentHash!: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  approvedAt!: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  frozenAt!: string | null;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ format: 'date-time' })
  updatedAt!: string;
}

export class ReportPage extends pageOfType(ReportSummary) {}

export class ReportResponse extends ReportSummary {
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    properties: { contentVersion: { type: 'integer', enum: [1] } },
    description: 'What the report says, with every text in all its languages; see docs/how-to/verify-a-report.md.',
  })
  content!: ReportContent;
}

class DifferenceResponse {
  @ApiProperty({ example: 'recommendations' })
  section!: string;

  @ApiProperty({
    example: '/recommendations/items/R-1/implementation/state',
    description: 'A JSON pointer into the content, with the names of things where lists have numbers.',
  })
  path!: string;

  @ApiProperty({ nullable: true, description: 'Null when it was not there.' })
  before!: unknown;

  @ApiProperty({ nullable: true, description: 'Null when it is not there any more.' })
  after!: unknown;

  @ApiProperty({ description: 'The same in words, in the language of the reader.' })
  sentence!: string;
}

export class DifferencesResponse {
  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'The edition before; null of a first one.',
  })
  replacesId!: string | null;

  @ApiProperty({ type: [DifferenceResponse] })
  items!: DifferenceResponse[];
}

/** A report's row, or the report itself. */
export type ReportRecord = Recorded<Pick<Report, keyof ReportSummary>>;
export type WholeReportRecord = ReportRecord & Pick<Report, 'content' | 'differences'>;

/** What a list shows; without a speaker, every language. */
export function reportSummary(report: ReportRecord, speaker = new Speaker('*')): ReportSummary {
  return {
    id: report.id,
    version: report.version,
    state: report.state,
    title: speaker.say(report.title),
    body: report.body,
    owningUnit: report.owningUnit,
    periodStart: report.periodStart,
    asOf: report.asOf,
    edition: report.edition,
    seriesId: report.seriesId,
    replacesId: report.replacesId,
    baselineId: report.baselineId,
    contentHash: report.contentHash,
    approvedAt: momentOf(report.approvedAt),
    frozenAt: momentOf(report.frozenAt),
    createdAt: momentOf(report.createdAt),
    updatedAt: momentOf(report.updatedAt),
  };
}

export function reportResponse(
  report: ReportRecord & Pick<Report, 'content'>,
  speaker = new Speaker('*'),
): ReportResponse {
  return { ...reportSummary(report, speaker), content: report.content };
}
