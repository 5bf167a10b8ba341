import { type MultilingualText, officialLanguages } from '@capdev/taxonomy';
import {
  type ExchangeCourse,
  type ExchangedOffering,
  type ExchangedProvider,
  type ExchangedProviderName,
  type ExchangeHeader,
  type ExchangeLine,
  type ExchangeProvider,
  formatName,
  formatVersion,
} from './exchange-format.js';
import {
  type CourseToExport,
  coursesOf,
  distinctionsOf,
  type NamedOrganisation,
  providersOf,
  type Selection,
} from './exports.query.js';
import type { Moment } from './moment.query.js';

/** The six official languages in their usual order, then the others by their codes. */
export function inLanguageOrder(languages: Iterable<string>): string[] {
  const found = new Set(languages);
  const official = officialLanguages.filter((language) => found.delete(language));
  return [...official, ...[...found].sort()];
}

/** The catalogue as lines of JSON. The same catalogue gives the same bytes: each object is written field by field. */
export async function* jsonLines(moment: Moment, selection: Selection): AsyncGenerator<string> {
  const header: ExchangeHeader = { format: formatName, version: formatVersion };
  const end = { providers: 0, courses: 0 };
  yield lines([header]);
  for await (const providers of providersOf(moment, selection)) {
    end.providers += providers.length;
    yield lines(providers.map(exchangeProvider));
  }
  for await (const courses of coursesOf(moment, selection)) {
    end.courses += courses.length;
    const distinctions = await distinctionsOf(moment, selection, courses);
    yield lines(courses.map((course) => exchangeCourse(course, distinctions.get(course.id))));
  }
  yield lines([{ end }]);
}

const lines = (all: readonly ExchangeLine[]): string => all.map((line) => `${JSON.stringify(line)}\n`).join('');

function exchangeProvider(provider: ExchangedProvider): ExchangeProvider {
  const { kind, name, description, country, centreId, partnerId, active, registeredBy } = provider;
  return {
    provider: {
      ...{ kind, name: ordered(name), description: ordered(description), country, centreId, partnerId },
      ...{ active, registeredBy },
    },
  };
}

function exchangeCourse(course: CourseToExport, distinctFrom: readonly string[] = []): ExchangeCourse {
  const { code, owningUnit, state, audiences, level, modality, topics, languages, workloadHours } = course;
  const { assessment, credential, feeTerms, registrationType, successor, retirementReason } = course;
  return {
    course: {
      ...{ code, owningUnit, state, providers: course.providers.map(nameOf) },
      title: ordered(course.title),
      summary: ordered(course.summary),
      description: ordered(course.description),
      learningOutcomes: course.learningOutcomes.map((outcome) => ordered(outcome)),
      ...{ audiences, entryRequirements: ordered(course.entryRequirements), level, modality, topics, languages },
      ...{ workloadHours, assessment: { description: ordered(assessment.description), passMark: assessment.passMark } },
      ...{ credential, feeTerms: feeTerms && { kind: feeTerms.kind, note: ordered(feeTerms.note) }, registrationType },
      links: course.links.map(({ rel, url }) => ({ rel, url })),
      ...{ distinctFrom, successor, retirementReason, offerings: offeringsOf(course) },
    },
  };
}

/** Two runs may be alike in every field; then it does not matter which comes first. */
function offeringsOf({ offerings }: CourseToExport): ExchangedOffering[] {
  const keyed = offerings.map((offering) => {
    const { state, startsOn, endsOn, registrationOpensOn, registrationClosesOn, place, languages, seats, fee } =
      offering;
    const { kind, country, city, venue } = place;
    const line: ExchangedOffering = {
      ...{ state, startsOn, endsOn, registrationOpensOn, registrationClosesOn, place: { kind, country, city, venue } },
      ...{ languages, seats, fee: fee && { amount: fee.amount, currency: fee.currency } },
      organisers: offering.organisers.map(nameOf),
      cancellationReason: offering.cancellationReason,
    };
    return { line, key: `${startsOn ?? 'never'} ${JSON.stringify(line)}` };
  });
  return keyed.sort((one, other) => (one.key < other.key ? -1 : 1)).map(({ line }) => line);
}

function nameOf({ kind, name }: NamedOrganisation): ExchangedProviderName {
  return { kind, name: name.text[name.original] ?? '' };
}

/** PostgreSQL gives the languages in an order of its own. */
function ordered(text: MultilingualText): MultilingualText;
function ordered(text: MultilingualText | null): MultilingualText | null;
function ordered(text: MultilingualText | null): MultilingualText | null {
  if (text === null) return null;
  const languages = inLanguageOrder(Object.keys(text.text));
  return {
    original: text.original,
    text: Object.fromEntries(languages.map((language) => [language, text.text[language]])),
  };
}
