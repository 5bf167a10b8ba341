import { dayFault, faultOfMultilingual, faultOfText, unitPattern, unitShape } from '@capdev/service-frame/plain';
import {
  audiences,
  type CodeList,
  countries,
  credentialKinds,
  feeKinds,
  isLanguageCode,
  levels,
  modalities,
  registrationTypes,
  topics,
} from '@capdev/taxonomy';
import { placeKinds } from '../offerings/offering-details.js';
import { providerKinds } from '../providers/provider-kind.js';

// The rules of CourseInput and OfferingInput once more, as functions that need no framework: a row is judged before it
// is a request, and all its faults are told at once. A test holds the two against each other, field by field.

/** What a written word may mean. */
export interface Words {
  readonly name: string;
  readonly codes: readonly string[];
  /** The codes that are called so. */
  find?(text: string): readonly string[];
}

/** A field of the API that a list can feed. */
export interface CatalogueField {
  /** The rules of a mapping that make such a value; a constant always does. */
  readonly rules: readonly string[];
  readonly words?: Words;
  /** It may not be null. */
  readonly needed?: true;
  /** What is wrong with a value, or undefined. */
  faultOf(value: unknown): string | undefined;
}

export type CatalogueFields = Readonly<Record<string, CatalogueField>>;

type Check = (value: unknown) => string | undefined;

const currencies: Words = { name: 'ISO 4217', codes: Intl.supportedValuesOf('currency') };
const kindsOfPlace: Words = { name: 'kinds of place', codes: placeKinds };

const multilingual = (longest: number): CatalogueField => ({
  rules: ['text'],
  faultOf: (value) => faultOfMultilingual(value, longest),
});
const plain = (longest: number, pattern?: RegExp, shape?: string): CatalogueField => ({
  rules: ['plain'],
  faultOf: (value) => faultOfText(value, longest) ?? (pattern?.test(value as string) === false ? shape : undefined),
});
const unit = plain(64, unitPattern, unitShape);
const code = (words: Words): CatalogueField => ({ rules: ['code'], words, faultOf: codeFault(words) });
const codes = (list: CodeList<string>): CatalogueField => ({
  rules: ['codes'],
  words: list,
  faultOf: listFault(list.codes.length, codeFault(list)),
});
const languages: CatalogueField = {
  rules: ['codes'],
  faultOf: listFault(20, (one) => (isLanguageCode(one) ? undefined : 'must be a language code such as en or pt-BR')),
};
const wholeNumber = (least: number, most: number): CatalogueField => ({
  rules: ['number'],
  faultOf: (value) =>
    Number.isInteger(value) && (value as number) >= least && (value as number) <= most
      ? undefined
      : `must be a whole number from ${least} to ${most}`,
});
const day: CatalogueField = { rules: ['day'], faultOf: dayFault };

/** Fields of `CourseInput`. Identifiers of other records are the catalogue's own and in no list. */
export const courseFields: CatalogueFields = {
  owningUnit: { ...unit, needed: true },
  title: { ...multilingual(200), needed: true },
  summary: multilingual(600),
  description: multilingual(8_000),
  learningOutcomes: { rules: ['texts'], faultOf: listFault(30, (text) => faultOfMultilingual(text, 500), false) },
  audiences: codes(audiences),
  entryRequirements: multilingual(2_000),
  level: code(levels),
  modality: code(modalities),
  topics: codes(topics),
  languages,
  workloadHours: { rules: ['number', 'duration'], faultOf: workloadFault },
  'assessment.description': multilingual(2_000),
  'assessment.passMark': wholeNumber(1, 100),
  credential: code(credentialKinds),
  'feeTerms.kind': { ...code(feeKinds), needed: true },
  'feeTerms.note': multilingual(1_000),
  registrationType: code(registrationTypes),
  links: { rules: ['links', 'related-links'], faultOf: listFault(20, linkFault, false) },
};

/** Fields of `OfferingInput`. */
export const offeringFields: CatalogueFields = {
  startsOn: day,
  endsOn: day,
  registrationOpensOn: day,
  registrationClosesOn: day,
  'place.kind': { ...code(kindsOfPlace), needed: true },
  'place.country': code(countries),
  'place.city': plain(100),
  'place.venue': plain(200),
  languages,
  seats: wholeNumber(1, 100_000),
  'fee.amount': { rules: ['amount'], faultOf: amountFault, needed: true },
  'fee.currency': { ...code(currencies), needed: true },
};

/** Fields of `ProviderInput`, which only our own JSON has. */
export const providerFields: CatalogueFields = {
  kind: { ...code({ name: 'kinds of provider', codes: providerKinds }), needed: true },
  name: { ...multilingual(200), needed: true },
  description: multilingual(2_000),
  country: code(countries),
  centreId: unit,
  partnerId: unit,
};

/** The field of that name, or undefined; never a property of every object. */
export function fieldNamed(fields: CatalogueFields, name: string): CatalogueField | undefined {
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}

/** What is wrong with a web address. */
export function addressFault(value: unknown): string | undefined {
  const fault = faultOfText(value, 2_000);
  if (fault !== undefined) return fault;
  return /^https?:\/\//.test(value as string) && URL.canParse(value as string)
    ? undefined
    : 'must be a web address that begins with https:// or http://';
}

function codeFault(words: Words): Check {
  const shown = words.codes.length > 20 ? `the codes of the list ${words.name}` : words.codes.join(', ');
  return (value) => (words.codes.includes(value as string) ? undefined : `must be one of: ${shown}`);
}

function listFault(most: number, faultOf: Check, once = true): Check {
  return (value) => {
    if (!Array.isArray(value)) return 'must be a list';
    if (value.length > most) return `may have at most ${most} entries`;
    if (once && new Set(value).size < value.length) return 'must not name the same twice';
    for (const [index, entry] of value.entries()) {
      const fault = faultOf(entry);
      if (fault !== undefined) return `entry ${index} ${fault}`;
    }
    return undefined;
  };
}

function workloadFault(value: unknown): string | undefined {
  return typeof value === 'number' && value > 0 && value <= 10_000 && Number.isInteger(value * 4)
    ? undefined
    : 'must be a number of hours above 0 and at most 10000, in quarter hours';
}

function amountFault(value: unknown): string | undefined {
  return typeof value === 'string' && /^(0|[1-9]\d{0,9})(\.\d{1,2})?$/.test(value)
    ? undefined
    : 'must be a decimal number with at most two decimals, such as 150.00';
}

function linkFault(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return 'must be {"rel", "url"}';
  const { rel, url, ...more } = value as Record<string, unknown>;
  if (Object.keys(more).length > 0) return 'must be {"rel", "url"} and nothing else';
  if (typeof rel !== 'string' || rel.length > 40 || !/^[a-z][a-z0-9-]*$/.test(rel)) {
    return 'must have a "rel" that is a word in small letters, such as about';
  }
  return addressFault(url);
}
