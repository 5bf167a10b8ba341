import type { HealthReason, PlanItemPart, ReportContent } from '../reports/report-content.js';
import { isolated, type Speech } from './speech.js';
import { cell, type Cell, type Section, tableOf } from './view.js';

/** The chart, and beneath it the same facts as a table. */
export function planSection({ plan }: ReportContent, speech: Speech): Section {
  const { columns, captions, sections, kinds, planStates } = speech.words;
  const table = tableOf(
    {
      name: 'plan',
      caption: captions.plan,
      columns: [
        { label: columns.code, kind: 'code', width: 2 },
        { label: columns.title, kind: 'name', width: 6 },
        { label: columns.unit, kind: 'code', width: 2 },
        { label: columns.state, kind: 'text', width: 3.5 },
        { label: columns.baseline, kind: 'day', width: 3.5 },
        { label: columns.planned, kind: 'day', width: 3.5 },
        { label: columns.forecast, kind: 'day', width: 3.5 },
        { label: columns.actual, kind: 'day', width: 3.5 },
        { label: columns.variance, kind: 'text', width: 3 },
        { label: columns.health, kind: 'text', width: 5.5 },
      ],
      rows: plan.items.map((item) => [
        cell(item.code),
        cell(speech.line(item.title), kinds[item.kind]),
        cell(item.owningUnit),
        cell(planStates[item.state], progressOf(item, speech)),
        spanCell(item.baseline, speech),
        spanCell(item.planned, speech),
        spanCell(item.forecast, speech),
        spanCell(item.actual, speech),
        cell(varianceOf(item, speech)),
        healthCell(item, speech),
      ]),
    },
    speech,
  );
  const chart = plan.items.length > 0 ? [{ kind: 'chart' } as const] : [];
  return { name: 'plan', heading: sections.plan, blocks: [...chart, table], wide: true };
}

function progressOf({ kind, state, progress }: PlanItemPart, speech: Speech): string | null {
  return kind === 'activity' && progress !== null && state === 'in-progress' ? speech.percent(progress) : null;
}

const dash = '–';

/** Start and finish beneath one another, or one day. */
function spanCell(span: { start: string | null; finish: string | null } | null, speech: Speech): Cell {
  const days = [...new Set([span?.start ?? null, span?.finish ?? null])];
  if (days.every((day) => day === null)) return cell(dash);
  if (days.length === 1) return cell(speech.brief(days[0]!));
  const [start, finish] = days;
  return cell(`${start ? speech.brief(start) : ''} ${dash}`, finish ? speech.brief(finish) : null);
}

function varianceOf({ varianceDays }: PlanItemPart, speech: Speech): string {
  const { sentences } = speech.words;
  if (varianceDays === null) return dash;
  if (varianceDays === 0) return sentences.notLater;
  const days = speech.days(Math.abs(varianceDays));
  return varianceDays > 0 ? sentences.later({ days }) : sentences.earlier({ days });
}

function healthCell({ health }: PlanItemPart, speech: Speech): Cell {
  if (health === null) return cell(dash);
  const because = health.because === null ? null : speech.words.sentences.because({ code: isolated(health.because) });
  const reasons = health.reasons.map((reason) => reasonSentence(reason, speech));
  return { ...cell(speech.words.health[health.status], because, ...reasons), status: health.status };
}

/** Why, in a sentence. */
function reasonSentence(reason: HealthReason, speech: Speech): string {
  const { reasons } = speech.words;
  if (reason.code === 'override') {
    return reasons.override({ reason: isolated(reason.reason), day: speech.brief(reason.expiresOn) });
  }
  return reasons[reason.code]({ value: speech.number(reason.value), threshold: speech.number(reason.threshold) });
}
