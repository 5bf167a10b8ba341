import type { MultilingualText } from '@capdev/taxonomy';
import { cellOf, joined, rowOf } from '@capdev/service-frame/csv';
import { type CsvColumnName, csvColumns } from './csv-columns.js';
import { inLanguageOrder } from './exchange-lines.js';
import { type CourseToExport, coursesOf, languagesOf, type Selection } from './exports.query.js';
import type { Moment } from './moment.query.js';

/** Excel takes a CSV for the old code page of its country unless it begins with this; LibreOffice and our import skip it. */
const byteOrderMark = '\u{feff}';

interface Column {
  readonly heading: string;
  cell(course: CourseToExport): string;
}

/** The courses as rows of a CSV with a heading. Offerings are not in it: a row is a course. */
export async function* csvRows(moment: Moment, selection: Selection): AsyncGenerator<string> {
  const columns = columnsFor(await languagesOf(moment, selection));
  yield byteOrderMark + rowOf(columns.map(({ heading }) => heading));
  for await (const courses of coursesOf(moment, selection)) {
    yield courses.map((course) => rowOf(columns.map(({ cell }) => cellOf(cell(course))))).join('');
  }
}

function columnsFor(used: Awaited<ReturnType<typeof languagesOf>>): Column[] {
  return csvColumns.flatMap((column): Column[] => {
    const { name: heading } = column;
    const eachLanguage = (cellIn: (course: CourseToExport, language: string) => string): Column[] =>
      inLanguageOrder(used.filter(({ field }) => field === heading).map(({ language }) => language)).map(
        (language) => ({
          heading: `${heading}.${language}`,
          cell: (course) => cellIn(course, language),
        }),
      );
    switch (column.kind) {
      case 'lists-of-texts':
        return eachLanguage(outcomesIn);
      case 'texts':
        return eachLanguage((course, language) => texts[column.name](course)?.text[language] ?? '');
      default:
        return [{ heading, cell: (course) => String(values[column.name](course) ?? '') }];
    }
  });
}

const texts: Readonly<Record<CsvColumnName<'texts'>, (course: CourseToExport) => MultilingualText | null | undefined>> =
  {
    title: ({ title }) => title,
    summary: ({ summary }) => summary,
    description: ({ description }) => description,
    entryRequirements: ({ entryRequirements }) => entryRequirements,
    'assessment.description': ({ assessment }) => assessment.description,
    'feeTerms.note': ({ feeTerms }) => feeTerms?.note,
  };

/** Places stay, so that an outcome and its translation stand at the same one; nothing where none is translated. */
function outcomesIn({ learningOutcomes }: CourseToExport, language: string): string {
  const outcomes = learningOutcomes.map(({ text }) => text[language]);
  return outcomes.every((outcome) => outcome === undefined) ? '' : joined(outcomes.map((outcome) => outcome ?? ''));
}

type PlainColumn = CsvColumnName<'text' | 'value' | 'values' | 'providers' | 'links'>;

const values: Readonly<Record<PlainColumn, (course: CourseToExport) => string | number | null | undefined>> = {
  code: ({ code }) => code,
  state: ({ state }) => state,
  owningUnit: ({ owningUnit }) => owningUnit,
  providers: ({ providers }) => joined(providers.map(({ kind, name }) => `${kind}: ${name.text[name.original] ?? ''}`)),
  original: ({ title }) => title.original,
  audiences: ({ audiences }) => joined(audiences),
  level: ({ level }) => level,
  modality: ({ modality }) => modality,
  topics: ({ topics }) => joined(topics),
  languages: ({ languages }) => joined(languages),
  workloadHours: ({ workloadHours }) => workloadHours,
  'assessment.passMark': ({ assessment }) => assessment.passMark,
  credential: ({ credential }) => credential,
  'feeTerms.kind': ({ feeTerms }) => feeTerms?.kind,
  registrationType: ({ registrationType }) => registrationType,
  links: ({ links }) => joined(links.map(({ rel, url }) => `${rel} ${url}`)),
  successor: ({ successor }) => successor,
  retirementReason: ({ retirementReason }) => retirementReason,
};
