import { faultOfText, unitPattern, unitShape } from '@capdev/service-frame/plain';
import { isLanguageCode } from '@capdev/taxonomy';
import { courseStates } from '../courses/course-status.js';
import { offeringStates } from '../offerings/offering-status.js';
import { providerKinds } from '../providers/provider-kind.js';
import { courseFields, offeringFields, providerFields } from './catalogue-fields.js';
import { courseCodeGrammar } from './course-code.js';
import type { ImportedOffering, ImportedProvider, ImportRecord, NamedOrganisation, RowFault } from './import-record.js';
import { completed, type ReadOffering } from './mapped-offering.js';
import { judge } from './written-fields.js';

type Members = Readonly<Record<string, unknown>>;

const mend = 'mend the value, or export the catalogue again';
const courseFrame = ['code', 'state', 'providers', 'distinctFrom', 'successor', 'retirementReason', 'offerings'];
const offeringFrame = ['state', 'organisers', 'cancellationReason'];
const providerFrame = ['active', 'registeredBy'];
const mostOfferings = 5_000;

/** Reads the objects of our own JSON; it remembers the providers, because courses name them without a language. */
export class ExchangedRows {
  providers = 0;
  courses = 0;
  private readonly languages = new Map<string, string>();

  provider(written: Members, row: number): ImportedProvider {
    this.providers += 1;
    const found = new Found();
    const { active, registeredBy } = written;
    const provider = judge(written, providerFields, providerFrame, found.faults);
    if (provider.kind === undefined) found.fault('kind', 'is missing');
    if (provider.name === undefined) found.fault('name', 'is missing');
    else this.remember(provider);
    if (active !== undefined && typeof active !== 'boolean') found.fault('active', 'must be true or false');
    const unit = found.text('registeredBy', registeredBy, (text) => (unitPattern.test(text) ? undefined : unitShape));
    return {
      row,
      provider,
      ...(unit !== undefined && { registeredBy: unit }),
      ...(typeof active === 'boolean' && { active }),
      faults: found.faults,
    };
  }

  course(written: Members, row: number): ImportRecord {
    this.courses += 1;
    const found = new Found();
    const { code, successor, retirementReason } = written;
    const fields = judge(written, courseFields, courseFrame, found.faults);
    const ownCode = typeof code === 'string' && courseCodeGrammar.test(code) ? code : undefined;
    if (ownCode === undefined) found.fault('code', 'is not a course code');
    if (fields.title === undefined) found.fault('title', 'the course has no title');
    const state = found.oneOf('state', written.state, courseStates);
    const distinctFrom = codesIn(written.distinctFrom ?? [], found);
    const successorCode = found.text('successor', successor, (text) =>
      courseCodeGrammar.test(text) ? undefined : 'is not a course code',
    );
    const reason = found.text('retirementReason', retirementReason, (text) => faultOfText(text, 500));
    return {
      row,
      key: JSON.stringify([ownCode ?? '']),
      course: { ...(ownCode !== undefined && { code: ownCode }), ...fields },
      providers: this.named('providers', written.providers, 20, found),
      offerings: this.offerings(written.offerings, ownCode ?? '', fields, found),
      ...(state !== undefined && { state }),
      ...(distinctFrom.length > 0 && { distinctFrom }),
      ...(successorCode !== undefined && { successorCode }),
      ...(reason !== undefined && { retirementReason: reason }),
      faults: found.faults,
    };
  }

  private offerings(value: unknown, code: string, course: Members, found: Found): ImportedOffering[] {
    if (value === undefined) return [];
    if (!Array.isArray(value) || value.length > mostOfferings) {
      found.fault('offerings', `must be a list of at most ${mostOfferings} runs`);
      return [];
    }
    const alike = new Map<string, number>();
    return value.map((one: unknown, index) => this.offering(one, `offerings/${index}`, code, course, alike, found));
  }

  private offering(
    value: unknown,
    place: string,
    code: string,
    course: Members,
    alike: Map<string, number>,
    found: Found,
  ): ImportedOffering {
    const written = isMembers(value) ? value : {};
    const here = new Found(`${place}/`, found.faults);
    const read = judge(written, offeringFields, offeringFrame, found.faults, `${place}/`) as ReadOffering;
    const organisers = this.named('organisers', written.organisers, 10, here);
    const { offering, faults } = completed(read, course, organisers);
    for (const { field, reason } of faults) if (!here.has(field)) here.fault(field.replace('.', '/'), reason);
    const state = here.oneOf('state', written.state, offeringStates);
    const reason = here.text('cancellationReason', written.cancellationReason, (text) => faultOfText(text, 500));
    return {
      key: keyOf(code, read, alike),
      offering,
      organisers,
      ...(state !== undefined && { state }),
      ...(reason !== undefined && { cancellationReason: reason }),
    };
  }

  private remember({ kind, name }: Members): void {
    const { original, text } = name as { original: string; text: Record<string, string> };
    this.languages.set(JSON.stringify([kind, text[original]]), original);
  }

  private named(field: string, value: unknown, most: number, found: Found): NamedOrganisation[] {
    if (value === undefined) return [];
    if (!Array.isArray(value) || value.length > most) {
      found.fault(field, `must be a list of at most ${most} {"kind", "name"}`);
      return [];
    }
    return value.flatMap((one: unknown, index): NamedOrganisation[] => {
      const { kind, name, language } = isMembers(one) ? one : {};
      const fault = faultOfText(name, 200);
      if (fault !== undefined) found.fault(`${field}/${index}/name`, fault);
      if (!providerKinds.includes(kind as never))
        found.fault(`${field}/${index}/kind`, `must be one of: ${providerKinds.join(', ')}`);
      if (typeof name !== 'string' || typeof kind !== 'string') return [];
      // A file of courses alone does not say in which language a name is. It matters for a new provider only.
      const known = isLanguageCode(language) ? language : this.languages.get(JSON.stringify([kind, name]));
      return [{ kind, name, language: known ?? 'en' }];
    });
  }
}

function codesIn(value: unknown, found: Found): string[] {
  const isCode = (one: unknown): one is string => typeof one === 'string' && courseCodeGrammar.test(one);
  if (Array.isArray(value) && value.length <= 1_000 && value.every(isCode)) return value;
  found.fault('distinctFrom', 'must be a list of at most 1000 course codes');
  return [];
}

/** The export names no run, so its days and place do; of runs that are alike in these, how many came before. */
function keyOf(
  code: string,
  { startsOn = null, endsOn = null, place }: ReadOffering,
  alike: Map<string, number>,
): string {
  const { kind = null, country = null, city = null, venue = null } = place ?? {};
  const parts = [code, startsOn, endsOn, kind, country, city, venue];
  const before = alike.get(JSON.stringify(parts)) ?? 0;
  alike.set(JSON.stringify(parts), before + 1);
  return JSON.stringify(before === 0 ? parts : [...parts, before]);
}

/** A row of which nothing can be read. */
export function refusedRow(row: number, reason: string, advice: string): ImportRecord {
  return { row, key: '', course: {}, providers: [], offerings: [], faults: [{ field: '', reason, advice }] };
}

export function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Faults as they are found, in one part of a row. */
class Found {
  constructor(
    private readonly where = '',
    readonly faults: RowFault[] = [],
  ) {}

  fault(field: string, reason: string): void {
    this.faults.push({ field: this.where + field, reason, advice: mend });
  }

  has(field: string): boolean {
    const place = this.where + field.replace('.', '/');
    return this.faults.some((fault) => fault.field === place);
  }

  oneOf<Word extends string>(field: string, value: unknown, words: readonly Word[]): Word | undefined {
    const word = words.find((one) => one === value);
    if (word === undefined && value !== undefined) this.fault(field, `must be one of: ${words.join(', ')}`);
    return word;
  }

  /** A text that may be left out or null. */
  text(field: string, value: unknown, faultOf: (text: string) => string | undefined): string | undefined {
    if (value === undefined || value === null) return undefined;
    const fault = typeof value === 'string' ? faultOf(value) : 'must be text';
    if (fault !== undefined) this.fault(field, fault);
    return fault === undefined ? (value as string) : undefined;
  }
}
