import { Injectable } from '@nestjs/common';
import { Database } from '@capdev/persistence';
import { Clock } from '@capdev/service-frame/changes';
import { Speaker } from '@capdev/service-frame/fields';
import type { Bytes, LanguagePreference } from '@capdev/service-kit';
import { answerOf, KeptAnswers } from './kept-answers.js';
import { planDocument } from './plan-document.js';
import { readPlanDocument } from './plan-document.query.js';
import type { PlanQuery } from './plan.dto.js';
import { BaselineOfPlanNotFound, InitiativeOfPlanNotFound } from './plan.errors.js';
import { planRevision } from './plan-revision.query.js';

const mostAnswers = 16;
const mostBytes = 64 * 1024 * 1024;

/**
 * Hands the plan out. What it looks like follows from its revision, the day, the reader's languages and the question; while
 * these are the same the same bytes are sent again, and only the revision is asked for.
 */
@Injectable()
export class PlanService {
  private readonly answers = new KeptAnswers(mostAnswers, mostBytes);

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async document(query: PlanQuery, languages: LanguagePreference): Promise<Bytes> {
    const today = this.clock.today();
    const revision = await planRevision(this.database);
    const { baseline, initiative, unit } = query;
    const key = JSON.stringify([revision, today, languages, baseline, initiative, unit]);
    return this.answers.of(key, () => this.made(query, languages, today));
  }

  /** Of the revision that was asked for, or of a later one: never of an earlier one. */
  private async made(query: PlanQuery, languages: LanguagePreference, today: string): Promise<Bytes> {
    const row = await readPlanDocument(this.database, today, query.baseline);
    const { baseline, initiative } = query;
    if (baseline !== undefined && row.baseline === null) throw new BaselineOfPlanNotFound(baseline);
    const isThere = row.items.some(({ id, kind }) => kind === 'initiative' && id === initiative?.toLowerCase());
    if (initiative !== undefined && !isThere) throw new InitiativeOfPlanNotFound(initiative);
    const speaker = new Speaker(languages);
    const asked = { ...query, ...(initiative !== undefined && { initiative: initiative.toLowerCase() }) };
    const document = planDocument(row, today, asked, speaker);
    return answerOf(document, speaker.spoken);
  }
}
