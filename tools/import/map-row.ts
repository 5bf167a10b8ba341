import type { Row } from './csv-rows.js';
import { codeGrammar, codeOf } from './course-code.js';
import type { FieldRule, Mapping, Original, ProviderRule, Spellings } from './mapping.js';

/** What is wrong with one field of one row, and what to do about it. */
export interface RowFault {
  /** The column, or the field when no column feeds it. */
  readonly field: string;
  readonly reason: string;
  readonly advice: string;
}

/** A provider as a row names it. */
export interface NamedProvider {
  readonly name: string;
  readonly kind: string;
  readonly language: string;
}

/** A row as the catalogue would have it: the fields of the request body, apart from the providers' identifiers. */
export interface MappedRow {
  readonly number: number;
  readonly code: string;
  readonly key: string;
  readonly course: Readonly<Record<string, unknown>>;
  readonly providers: readonly NamedProvider[];
  readonly faults: readonly RowFault[];
}

/** Turns a row into the fields of a course. All faults of the row are collected, not only the first. */
export function mapRow(mapping: Mapping, row: Row): MappedRow {
  const faults: RowFault[] = [];
  const course: Record<string, unknown> = {};
  for (const [field, rule] of Object.entries(mapping.course)) {
    const value = valueOf(rule, row.cells, faults);
    if (value !== undefined) put(course, field.split('.'), value);
  }
  const key = mapping.key.map((column) => cell(row.cells, column));
  const code = codeOfRow(mapping, row, key, faults);
  if (course.title === undefined) {
    const rule = mapping.course.title;
    const column = rule?.as === 'text' ? (Object.values(rule.columns)[0] ?? 'title') : 'title';
    if (!faults.some((fault) => fault.field === column)) {
      faults.push({ field: column, reason: 'the course has no title', advice: 'give it one' });
    }
  }
  const named = mapping.providers.flatMap((rule) => namesOf(rule, row.cells));
  const providers = named.filter((one, index) => named.findIndex((other) => sameName(one, other)) === index);
  return { number: row.number, code, key: JSON.stringify(key), course, providers, faults };
}

function codeOfRow(mapping: Mapping, row: Row, key: readonly string[], faults: RowFault[]): string {
  const empty = mapping.key.find((_, index) => key[index] === '');
  if (empty !== undefined) {
    faults.push({ field: empty, reason: 'is empty, and it is part of what names the course', advice: 'fill it in' });
    return '';
  }
  if ('prefix' in mapping.code) return codeOf(mapping.code.prefix, cell(row.cells, mapping.code.readable), key);
  const code = cell(row.cells, mapping.code.column);
  if (code.length < 2 || code.length > 40 || !codeGrammar.test(code)) {
    const reason = `"${shorten(code)}" is not a course code`;
    faults.push({ field: mapping.code.column, reason, advice: 'use 2 to 40 of A–Z, 0–9, dot, hyphen and underscore' });
  }
  return code;
}

function valueOf(rule: FieldRule, cells: Row['cells'], faults: RowFault[]): unknown {
  switch (rule.as) {
    case 'constant':
      return rule.value;
    case 'text':
      return textOf(rule.original, rule.columns, cells, faults);
    case 'texts': {
      const language = originalOf(rule.original, cells);
      const parts = partsOf(cell(cells, rule.column), rule.separator);
      return parts.length === 0 ? undefined : parts.map((text) => ({ original: language, text: { [language]: text } }));
    }
    case 'code': {
      const written = cell(cells, rule.column).replace(/[\s;]+$/, '');
      return written === '' ? undefined : codeFor(written, rule, faults);
    }
    case 'codes': {
      const codes = partsOf(cell(cells, rule.column), rule.separator).map((part) => codeFor(part, rule, faults));
      return codes.length === 0 ? undefined : [...new Set(codes)];
    }
    case 'number':
      return numberOf(rule.column, cells, faults);
    case 'links': {
      const url = cell(cells, rule.column);
      if (url === '') return undefined;
      if (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)) return [{ rel: rule.rel, url }];
      faults.push({
        field: rule.column,
        reason: `"${shorten(url)}" is not a web address`,
        advice: 'write the whole address, beginning with https://',
      });
      return undefined;
    }
  }
}

function textOf(
  original: Original,
  columns: Readonly<Record<string, string>>,
  cells: Row['cells'],
  faults: RowFault[],
): unknown {
  const texts = Object.entries(columns)
    .map(([language, column]) => [language, cell(cells, column).replace(/[\s;]+$/, '')] as const)
    .filter(([, text]) => text !== '');
  if (texts.length === 0) return undefined;
  const language = originalOf(original, cells);
  if (texts.some(([code]) => code === language)) return { original: language, text: Object.fromEntries(texts) };
  const column = columns[language] ?? ('column' in original ? original.column : Object.values(columns)[0]!);
  faults.push({
    field: column,
    reason: `the original language is "${language}" and there is no text in it`,
    advice: 'fill in that language, or name another original',
  });
  return undefined;
}

function originalOf(original: Original, cells: Row['cells']): string {
  return 'language' in original ? original.language : cell(cells, original.column);
}

function codeFor(
  written: string,
  rule: { column: string; list?: { codes: readonly string[]; has(value: unknown): boolean }; spellings?: Spellings },
  faults: RowFault[],
): string {
  const small = written.toLowerCase();
  const code = rule.spellings?.[small] ?? (rule.list && !rule.list.has(written) ? small : written);
  if (rule.list && !rule.list.has(code)) {
    const accepted = [...rule.list.codes, ...Object.keys(rule.spellings ?? {})].join(', ');
    faults.push({
      field: rule.column,
      reason: `"${shorten(written)}" is not known`,
      advice: `use one of: ${accepted}`,
    });
  }
  return code;
}

function numberOf(column: string, cells: Row['cells'], faults: RowFault[]): number | undefined {
  const written = cell(cells, column);
  if (written === '') return undefined;
  if (/^\d+(\.\d+)?$/.test(written)) return Number(written);
  faults.push({
    field: column,
    reason: `"${shorten(written)}" is not a number`,
    advice: 'write digits, such as 12 or 12.5',
  });
  return undefined;
}

function namesOf(rule: ProviderRule, cells: Row['cells']): NamedProvider[] {
  const written = cell(cells, rule.column);
  const names = rule.separator ? partsOf(written, rule.separator) : written === '' ? [] : [written];
  return names.map((name) => ({ name, kind: rule.kind, language: rule.language }));
}

function partsOf(text: string, separator: string): string[] {
  return text
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function put(target: Record<string, unknown>, [name, ...rest]: string[], value: unknown): void {
  if (rest.length === 0) target[name!] = value;
  else put((target[name!] ??= {}) as Record<string, unknown>, rest, value);
}

function sameName(one: NamedProvider, other: NamedProvider): boolean {
  return one.name.toLowerCase() === other.name.toLowerCase();
}

/** Cells are trimmed by the reader; here a column that a mapping names wrongly fails loudly. */
function cell(cells: Row['cells'], column: string): string {
  const value = cells[column];
  if (value === undefined) throw new Error(`The mapping reads a column "${column}" that was not checked.`);
  return value;
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
