import { IsInt, IsUUID, Matches, Min } from 'class-validator';
import { defineEvent, IsDay, IsFilled, MultilingualTextV1, Nested, Optional } from '../core/index.js';

/** A report that can be read by everybody and never changes. */
export class ReportPublishedV1 {
  @IsUUID()
  reportId!: string;

  @Nested(() => MultilingualTextV1)
  title!: MultilingualTextV1;

  /** The body that it goes to, such as `Council`. */
  @IsFilled()
  body!: string;

  /** The day whose state it tells. */
  @IsDay()
  asOf!: string;

  /** Counts the editions of one report, from 1. */
  @IsInt()
  @Min(1)
  edition!: number;

  /** The edition before, when this is a later one. */
  @Optional()
  @IsUUID()
  replacesId?: string;

  /** SHA-256 of its content, hexadecimal: whoever has a copy can compare. */
  @Matches(/^[0-9a-f]{64}$/, { message: '$property must be a SHA-256 in hexadecimal' })
  contentHash!: string;

  @IsDay()
  publishedOn!: string;
}

/** A report is frozen and public. */
export const reportPublishedV1 = defineEvent({
  type: 'int.itu.roadmap.report.published.v1',
  payload: ReportPublishedV1,
  about: {
    when: 'Once in the life of each edition, when it is frozen.',
    cause: 'An approved report is frozen; whoever drafted it did not approve it.',
    conclude:
      'It can be read as JSON, as a page for print and as a document, and never changes. Its content is left out: compare the hash.',
    key: 'The report’s id. Each edition is a report of its own, which names the one before.',
    personalData: 'No. Who drafted and who approved it stays in the service’s history.',
  },
  example: {
    reportId: '019ab6c0-7d10-7c3e-9a51-3f0f2d9c1a01',
    title: { original: 'en', text: { en: 'Harmonisation of capacity development: progress in 2023' } },
    body: 'Council',
    asOf: '2023-12-31',
    edition: 1,
    contentHash: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    publishedOn: '2024-02-15',
  },
});
