import type { ReportContent, ReportDifference } from '../reports/report-content.js';
import { decisionsSection, actionPointsSection, risksSection } from './view-governance.js';
import { glanceSection } from './view-glance.js';
import { budgetSection, harmonisationSection } from './view-money.js';
import { differencesSection } from './view-differences.js';
import { planSection } from './view-plan.js';
import { recommendationsSection } from './view-recommendations.js';
import { isolated, type Line, type Speech } from './speech.js';
import { listOf, type Section } from './view.js';

/** A report in one language, for any rendering: what is said, not how it looks. */
export interface ReportView {
  readonly title: Line;
  readonly about: readonly Line[];
  readonly draft: string | null;
  readonly sections: readonly Section[];
  readonly footer: readonly Line[];
  readonly hash: string | null;
}

/** What a rendering needs to know of a report besides its content. */
export interface Rendered {
  readonly content: ReportContent;
  readonly contentHash: string | null;
  /** Of a later edition. */
  readonly differences: readonly ReportDifference[] | null;
}

export function viewOf({ content, contentHash, differences }: Rendered, speech: Speech): ReportView {
  const { report, baseline, nextPeriod } = content;
  const { sentences, sections } = speech.words;
  const next: Section = {
    name: 'nextPeriod',
    heading: sections.nextPeriod,
    blocks: [
      listOf(
        nextPeriod.map((text) => speech.line(text)),
        speech,
      ),
    ],
  };
  return {
    title: speech.line(report.title),
    about: [
      sentences.to({ body: isolated(report.body) }),
      sentences.asOf({ day: speech.date(report.asOf) }),
      sentences.period({ period: speech.period(report.periodStart, report.asOf) }),
      sentences.edition({ edition: speech.number(report.edition) }),
      sentences.composedOn({ day: speech.date(report.composedOn) }),
      baseline === null
        ? sentences.notCompared
        : sentences.comparedWith({ baseline: isolated(baseline.name), day: speech.date(baseline.takenOn) }),
    ].map((text) => ({ text })),
    draft: contentHash === null ? sentences.draft : null,
    sections: [
      glanceSection(content, speech),
      recommendationsSection(content, speech),
      planSection(content, speech),
      budgetSection(content, speech),
      harmonisationSection(content, speech),
      decisionsSection(content, speech),
      actionPointsSection(content, speech),
      risksSection(content, speech),
      next,
      ...(differences === null ? [] : [differencesSection(differences, speech)]),
    ],
    footer: [
      { text: sentences.otherLanguage },
      { text: contentHash === null ? sentences.notFrozen : sentences.hash({ hash: isolated(contentHash) }) },
    ],
    hash: contentHash,
  };
}
