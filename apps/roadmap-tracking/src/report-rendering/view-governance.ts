import type { ReportContent } from '../reports/report-content.js';
import type { Speech } from './speech.js';
import { cell, type Section, tableOf } from './view.js';

export function decisionsSection({ decisions }: ReportContent, speech: Speech): Section {
  const { columns, captions, sections } = speech.words;
  const table = tableOf(
    {
      name: 'decisions',
      caption: captions.decisions,
      columns: [
        { label: columns.number, kind: 'code', width: 2 },
        { label: columns.title, kind: 'name', width: 10 },
        { label: columns.taskForce, kind: 'text', width: 4 },
        { label: columns.adoptedOn, kind: 'text', width: 3 },
      ],
      rows: decisions.map(({ number, title, taskForce, adoptedOn }) => [
        cell(number === null ? '–' : speech.number(number)),
        cell(speech.line(title)),
        cell(speech.line(taskForce)),
        cell(speech.brief(adoptedOn)),
      ]),
    },
    speech,
  );
  return { name: 'decisions', heading: sections.decisions, blocks: [table] };
}

export function actionPointsSection({ actionPoints }: ReportContent, speech: Speech): Section {
  const { columns, captions, sections, sentences } = speech.words;
  const table = tableOf(
    {
      name: 'actionPoints',
      caption: captions.actionPoints,
      columns: [
        { label: columns.what, kind: 'name', width: 10 },
        { label: columns.unit, kind: 'code', width: 2 },
        { label: columns.dueOn, kind: 'text', width: 4 },
      ],
      rows: actionPoints.map(({ title, owningUnit, dueOn, overdue }) => [
        cell(speech.line(title)),
        cell(owningUnit),
        cell(overdue ? sentences.overdue({ day: speech.brief(dueOn) }) : speech.brief(dueOn)),
      ]),
    },
    speech,
  );
  return { name: 'actionPoints', heading: sections.actionPoints, blocks: [table] };
}

export function risksSection({ risks }: ReportContent, speech: Speech): Section {
  const { columns, captions, sections, sentences, responses } = speech.words;
  const table = tableOf(
    {
      name: 'risks',
      caption: captions.risks,
      columns: [
        { label: columns.item, kind: 'code', width: 2 },
        { label: columns.risk, kind: 'name', width: 5 },
        { label: columns.unit, kind: 'code', width: 2 },
        { label: columns.score, kind: 'number', width: 2 },
        { label: columns.response, kind: 'text', width: 2 },
        { label: columns.measures, kind: 'text', width: 5 },
      ],
      rows: risks.map((risk) => [
        cell(risk.item),
        cell(speech.line(risk.title), risk.occurred ? sentences.occurred : null),
        cell(risk.owningUnit),
        cell(`${speech.number(risk.likelihood * risk.impact)} (${risk.likelihood} × ${risk.impact})`),
        cell(responses[risk.response]),
        risk.measures === null ? cell('–') : cell(speech.line(risk.measures)),
      ]),
    },
    speech,
  );
  return { name: 'risks', heading: sections.risks, blocks: [table] };
}
