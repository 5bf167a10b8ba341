import type { Row } from '@capdev/service-frame/csv';
import { courseFields, offeringFields } from './catalogue-fields.js';
import { codeOf, courseCodeGrammar } from './course-code.js';
import { fieldsOf } from './field-values.js';
import type { ImportedOffering, ImportRecord, NamedOrganisation } from './import-record.js';
import { completed, type ReadOffering } from './mapped-offering.js';
import { columnAt, type CsvMapping, type OfferingRule, type OrganisationRule } from './mapping-rules.js';
import { offeringState } from './offering-state.js';
import { providerKinds } from '../providers/provider-kind.js';
import { RowCells } from './row-cells.js';
import { shorten } from './written-words.js';

/** Turns a row into a course and, where the mapping says so, a run of it. All faults of the row are told at once. */
export function mapRow(mapping: CsvMapping, row: Row): ImportRecord {
  const cells = new RowCells(row);
  for (const { column, reason } of mapping.requires ?? []) {
    if (cells.cell(column) === '') cells.fault(column, reason, 'fill it in');
  }
  const course = fieldsOf(mapping.course, courseFields, cells);
  const key = mapping.key.map((column) => cells.cell(column));
  const code = courseCode(mapping, key, cells);
  if (course.title === undefined) titleless(mapping, cells);
  const providers = organisationsOf(mapping.providers, cells);
  const offering = mapping.offering && offeringOf(mapping, mapping.offering, course, providers, cells);
  return {
    row: row.number,
    key: JSON.stringify(key),
    course: { ...(code !== undefined && { code }), ...course },
    providers,
    offerings: offering ? [offering] : [],
    faults: cells.faults,
  };
}

function courseCode(mapping: CsvMapping, key: readonly string[], cells: RowCells): string | undefined {
  const empty = mapping.key.find((_, index) => key[index] === '');
  if (empty !== undefined) {
    missingKey(empty, 'the course', cells);
    return undefined;
  }
  if ('prefix' in mapping.code) return codeOf(mapping.code.prefix, cells.cell(mapping.code.readable), key);
  const { column } = mapping.code;
  const code = cells.cell(column);
  if (courseCodeGrammar.test(code)) return code;
  cells.fault(
    column,
    `"${shorten(code)}" is not a course code`,
    'use 2 to 40 of A–Z, 0–9, dot, hyphen and underscore, a letter or digit first',
  );
  return undefined;
}

function missingKey(column: string, what: string, cells: RowCells): void {
  if (!cells.hasFault(column)) cells.fault(column, `is empty, and it is part of what names ${what}`, 'fill it in');
}

function titleless({ course }: CsvMapping, cells: RowCells): void {
  const column = columnAt(course, '/title') ?? 'title';
  if (!cells.hasFault(column)) cells.fault(column, 'the course has no title', 'give it one');
}

function organisationsOf(rules: readonly OrganisationRule[], cells: RowCells): NamedOrganisation[] {
  const named = rules.flatMap((rule) => {
    const { kind, language } = rule;
    const names = 'name' in rule ? [rule.name] : (cells.parts(rule.column, rule) ?? []).filter((one) => one !== '');
    for (const name of names.filter((one) => one.length > 200)) {
      cells.fault('column' in rule ? rule.column : 'name', `"${shorten(name)}" is too long a name`, 'shorten it');
    }
    if (!('kindFirst' in rule)) return names.map((name) => ({ name, kind, language }));
    return names.map((written) => {
      const [, own = kind, name = written] = kindBefore.exec(written) ?? [];
      return { name, kind: own, language };
    });
  });
  return named.filter((one, index) => named.findIndex((other) => sameName(one, other)) === index);
}

const kindBefore = new RegExp(`^(${providerKinds.join('|')}): (.+)$`, 's');

function sameName(one: NamedOrganisation, other: NamedOrganisation): boolean {
  return one.name.toLowerCase() === other.name.toLowerCase() && one.kind === other.kind;
}

function offeringOf(
  mapping: CsvMapping,
  rule: OfferingRule,
  course: Record<string, unknown>,
  providers: readonly NamedOrganisation[],
  cells: RowCells,
): ImportedOffering | undefined {
  if (rule.onlyWith?.every((column) => cells.cell(column) === '')) return undefined;
  const key = rule.key.map((column) => cells.cell(column));
  for (const column of rule.key) if (cells.cell(column) === '') missingKey(column, 'the run', cells);
  const organisers = rule.organisers ? organisationsOf(rule.organisers, cells) : providers;
  const { offering, faults } = completed(
    fieldsOf(rule.fields, offeringFields, cells) as ReadOffering,
    course,
    organisers,
  );
  for (const { field, reason } of faults) {
    const column =
      field === 'organisers'
        ? organiserColumn(rule.organisers ?? mapping.providers)
        : columnAt(rule.fields, `/${field.replace('.', '/')}`);
    if (!cells.hasFault(column ?? field)) cells.fault(column ?? field, reason, 'mend the cells of the run');
  }
  const state = rule.state && offeringState(rule.state, offering, cells);
  const reason = rule.cancellationReason === undefined ? '' : cells.text(rule.cancellationReason);
  return {
    key: JSON.stringify(key),
    offering,
    organisers,
    ...(state !== undefined && { state }),
    ...(reason !== '' && { cancellationReason: reason }),
  };
}

function organiserColumn(rules: readonly OrganisationRule[]): string | undefined {
  return rules.flatMap((rule) => ('column' in rule ? [rule.column] : []))[0];
}
