import { isMultilingualText, type MultilingualText } from '@capdev/taxonomy';
import type { ReportDifference, Said } from '../reports/report-content.js';
import { isolated, type Speech } from './speech.js';
import { type Block, cell, type Section, tableOf } from './view.js';
import { type SectionName, sections, type Words } from './words.js';

/** What a later edition says otherwise than the one before. */
export function differencesSection(differences: readonly ReportDifference[], speech: Speech): Section {
  const { columns, captions, sections: headings } = speech.words;
  const table: Block = tableOf(
    {
      name: 'differences',
      caption: captions.differences,
      columns: [
        { label: columns.section, kind: 'text', width: 2 },
        { label: columns.what, kind: 'name', width: 4 },
        { label: columns.before, kind: 'text', width: 3 },
        { label: columns.after, kind: 'text', width: 3 },
      ],
      rows: differences.map((difference) => [
        cell(sectionLabel(difference.section, speech.words)),
        cell(whatOf(difference, speech)),
        cell(saidOf(difference.before, speech)),
        cell(saidOf(difference.after, speech)),
      ]),
    },
    speech,
  );
  return { name: 'differences', heading: headings.differences, blocks: [table] };
}

/** One difference in a sentence. */
export function differenceSentence(difference: ReportDifference, speech: Speech): string {
  const { sentences } = speech.words;
  const parts = {
    what: `${sectionLabel(difference.section, speech.words)} – ${whatOf(difference, speech)}`,
    before: saidOf(difference.before, speech),
    after: saidOf(difference.after, speech),
  };
  if (difference.before === null) return sentences.added(parts);
  return difference.after === null ? sentences.removed(parts) : sentences.changed(parts);
}

function sectionLabel(section: string, words: Words): string {
  if (section === 'report' || section === 'baseline') {
    return section === 'report' ? words.columns.title : words.columns.baseline;
  }
  return words.sections[sections.find((name): name is SectionName => name === section) ?? 'glance'];
}

/** The thing by its name, and the field that differs by what its column is called. */
function whatOf({ path, subject }: ReportDifference, speech: Speech): string {
  const [, ...fields] = path.split('/').slice(1);
  const labels = fieldLabels(speech.words);
  const named = fields.flatMap((field) => labels[field] ?? []);
  const name = subject?.name === null ? null : subject && isolated(subject.name);
  const title = subject?.title ? speech.within(subject.title) : null;
  const thing = [name, title].filter((part) => part !== null).join(' ');
  const parts = [thing, ...named].filter((part) => part !== '');
  return parts.length > 0 ? parts.join(', ') : sectionLabel(path.split('/')[1] ?? '', speech.words);
}

function fieldLabels({ columns, indicators }: Words): Readonly<Record<string, string | undefined>> {
  return {
    ...columns,
    owningUnit: columns.unit,
    varianceDays: columns.variance,
    accepted: indicators.accepted,
    implemented: indicators.implemented,
    reached: indicators.reached,
    reachedInPeriod: indicators.reachedInPeriod,
    missed: indicators.missed,
    concerns: columns.concern,
    asOf: columns.datedOn,
    commentCount: columns.comments,
    // Where a thing stands in the content is not where readers look for it.
    ...{ items: undefined, lines: undefined, title: columns.title },
  };
}

const mostShown = 200;

/** What was said, in words as far as we have some. */
function saidOf(said: Said, speech: Speech): string {
  const text = inWords(said, speech);
  return text.length > mostShown ? `${text.slice(0, mostShown)}…` : text;
}

function inWords(said: unknown, speech: Speech): string {
  const { words } = speech;
  if (said === null || said === undefined) return '–';
  if (typeof said === 'number') return speech.number(said);
  if (typeof said === 'boolean') return said ? '✓' : '✗';
  if (typeof said === 'string') {
    if (/^\d{4}-\d{2}-\d{2}$/.test(said)) return speech.brief(said);
    return codes(words)[said] ?? isolated(said);
  }
  if (Array.isArray(said)) return said.length === 0 ? '–' : said.map((entry) => inWords(entry, speech)).join('; ');
  if (isMultilingualText(said)) return speech.within(said);
  const { title, state, status, count, of, start, finish } = said as Readonly<Record<string, unknown>>;
  if (typeof count === 'number' && typeof of === 'number') return speech.share({ count, of });
  if (isMultilingualText(title)) return speech.within(title as MultilingualText);
  return (
    [state, status, start, finish]
      .filter((part) => part !== undefined && part !== null)
      .map((part) => inWords(part, speech))
      .join(' – ') || '✓'
  );
}

const codes = (words: Words): Readonly<Record<string, string>> => ({
  ...words.comments,
  ...words.responses,
  ...words.planStates,
  ...words.health,
  ...words.acceptance,
  ...words.implementation,
});
