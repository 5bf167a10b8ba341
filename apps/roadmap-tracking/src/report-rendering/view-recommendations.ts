import type { ReportContent, SourcePart } from '../reports/report-content.js';
import { isolated, type Speech } from './speech.js';
import { type Block, cell, type Section, tableOf } from './view.js';

/** What was recommended, what was said of it, and what became of it. */
export function recommendationsSection({ recommendations, report }: ReportContent, speech: Speech): Section {
  const { sections } = speech.words;
  const { sources, items } = recommendations;
  return {
    name: 'recommendations',
    heading: sections.recommendations,
    blocks: [
      statesTable(items, speech),
      ...(sources.length > 0 ? [sourcesTable(sources, report.asOf, speech)] : []),
      ...(items.some(({ concerns }) => concerns.length > 0) ? [concernsTable(items, speech)] : []),
    ],
  };
}

type Items = ReportContent['recommendations']['items'];

function statesTable(items: Items, speech: Speech): Block {
  const { columns, captions, acceptance, implementation, sentences } = speech.words;
  const since = (state: string, day: string | null) =>
    day === null ? state : sentences.since({ state, day: speech.brief(day) });
  return tableOf(
    {
      name: 'recommendations',
      caption: captions.recommendations,
      columns: [
        { label: columns.reference, kind: 'code', width: 2 },
        { label: columns.title, kind: 'name', width: 8 },
        { label: columns.unit, kind: 'code', width: 2 },
        { label: columns.acceptance, kind: 'text', width: 4 },
        { label: columns.implementation, kind: 'text', width: 4 },
      ],
      rows: items.map((item) => [
        cell(item.reference),
        cell(speech.line(item.title)),
        cell(item.owningUnit),
        cell(since(acceptance[item.acceptance.state], item.acceptance.since)),
        cell(since(implementation[item.implementation.state], item.implementation.since)),
      ]),
    },
    speech,
  );
}

function sourcesTable(sources: readonly SourcePart[], asOf: string, speech: Speech): Block {
  const { columns, captions } = speech.words;
  return tableOf(
    {
      name: 'sources',
      caption: captions.sources,
      columns: [
        { label: columns.source, kind: 'name', width: 5 },
        { label: columns.datedOn, kind: 'text', width: 2 },
        { label: columns.comments, kind: 'text', width: 4 },
      ],
      rows: sources.map((source) => [
        cell(source.symbol === null ? null : { text: isolated(source.symbol) }, speech.line(source.title)),
        cell(speech.brief(source.datedOn)),
        cell(commentsOf(source, asOf, speech)),
      ]),
    },
    speech,
  );
}

function commentsOf({ comments, commentCount, commentDeadline }: SourcePart, asOf: string, speech: Speech): string {
  const { sentences, comments: facts } = speech.words;
  const received = { count: speech.number(commentCount), day: speech.brief(asOf) };
  const fact = comments === 'received' ? sentences.received(received) : facts[comments];
  return commentDeadline === null ? fact : sentences.deadline({ fact, day: speech.brief(commentDeadline) });
}

function concernsTable(items: Items, speech: Speech): Block {
  const { columns, captions, concernKinds, sentences } = speech.words;
  return tableOf(
    {
      name: 'concerns',
      caption: captions.concerns,
      columns: [
        { label: columns.reference, kind: 'code', width: 2 },
        { label: columns.raisedBy, kind: 'text', width: 3 },
        { label: columns.concern, kind: 'text', width: 5 },
        { label: columns.answer, kind: 'text', width: 5 },
      ],
      rows: items.flatMap(({ reference, concerns }) =>
        concerns.map((concern) => [
          cell(reference),
          cell({ text: isolated(concern.raisedBy) }, speech.brief(concern.raisedOn)),
          cell(concernKinds[concern.kind], speech.line(concern.text)),
          concern.answer === null || concern.answeredOn === null
            ? cell(sentences.unanswered)
            : cell(speech.line(concern.answer), sentences.answered({ day: speech.brief(concern.answeredOn) })),
        ]),
      ),
    },
    speech,
  );
}
