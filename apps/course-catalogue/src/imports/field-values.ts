import { isLanguageCode } from '@capdev/taxonomy';
import { type CatalogueField, type CatalogueFields, fieldNamed } from './catalogue-fields.js';
import { columnsOfRule, type FieldRule, type Original } from './mapping-rules.js';
import { amountFrom, dayFrom, hoursFrom, numberFrom, type Read } from './plain-values.js';
import type { RowCells } from './row-cells.js';
import { adviceFor, shorten, understood } from './written-words.js';

type Rule<As extends FieldRule['as']> = Extract<FieldRule, { as: As }>;

/** The fields that a row feeds, parts in their places (`feeTerms.kind`). What is wrong is told to the row. */
export function fieldsOf(
  rules: Readonly<Record<string, FieldRule>>,
  fields: CatalogueFields,
  row: RowCells,
): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  for (const [name, rule] of Object.entries(rules)) {
    const field = fieldNamed(fields, name);
    if (!field) throw new Error(`The mapping feeds a field "${name}" that was not checked.`);
    const value = valueOf(rule, field, row);
    if (value === undefined) continue;
    const fault = field.faultOf(value);
    const column = columnsOfRule(rule)[0] ?? name;
    if (fault === undefined) put(found, name.split('.'), value);
    else if (!row.hasFault(column)) row.fault(column, fault, 'mend the cell and import the list again');
  }
  return found;
}

function valueOf(rule: FieldRule, field: CatalogueField, row: RowCells): unknown {
  switch (rule.as) {
    case 'constant':
      return rule.value;
    case 'text':
      return textOf(rule, row);
    case 'texts':
      return textsOf(rule, row);
    case 'plain':
      return said(row.text(rule.column));
    case 'code':
      return codeOf(rule, field, row);
    case 'codes':
      return codesOf(rule, field, row);
    case 'number':
      return readCell(rule.column, row, numberFrom);
    case 'duration':
      return readCell(rule.column, row, hoursFrom);
    case 'day':
      return readCell(rule.column, row, dayFrom);
    case 'amount':
      return readCell(rule.column, row, amountFrom);
    case 'links':
      return linksOf(rule, row);
    case 'related-links':
      return relatedLinksOf(rule, row);
  }
}

function textOf(rule: Rule<'text'>, row: RowCells): unknown {
  const columns = 'columns' in rule ? Object.entries(rule.columns) : row.columnsWith(rule.prefix);
  const texts = columns
    .map(([code, column]) => [code, spelledOut(row.text(column), rule.names)] as const)
    .filter(([, text]) => text !== '');
  const [first] = texts;
  if (!first) return undefined;
  const original = languageOf(rule.original, row);
  if (texts.some(([code]) => code === original)) return { original, text: Object.fromEntries(texts) };
  if (mayDiffer(rule.original)) return { original: first[0], text: Object.fromEntries(texts) };
  const column = columns.find(([code]) => code === original)?.[1] ?? placeOf(rule.original) ?? columns[0]![1];
  row.fault(
    column,
    `the original language is "${shorten(original)}" and there is no text in it`,
    'fill in that language, or name another original',
  );
  return undefined;
}

function spelledOut(text: string, names: Rule<'text'>['names']): string {
  const short = text.toLowerCase();
  return names && Object.hasOwn(names, short) ? names[short]! : text;
}

function textsOf(rule: Rule<'texts'>, row: RowCells): unknown {
  const original = languageOf(rule.original, row);
  const columns = 'column' in rule ? [[original, rule.column] as const] : row.columnsWith(rule.prefix);
  const texts: Map<string, string>[] = [];
  for (const [language, column] of columns) {
    const parts = row.parts(column, rule) ?? [];
    if (parts.length > 0 && !isLanguageCode(language)) {
      const place = placeOf(rule.original) ?? column;
      row.fault(place, `"${shorten(language)}" is not a language code`, 'write a code such as en or pt-BR');
      return undefined;
    }
    // The same place is the same text in another language; one that is not translated leaves its place empty.
    for (const [index, part] of parts.entries()) if (part !== '') (texts[index] ??= new Map()).set(language, part);
  }
  const told = [...texts].filter((text) => text !== undefined);
  if (told.length === 0) return undefined;
  return told.map((text) => ({
    original: text.has(original) ? original : [...text.keys()][0]!,
    text: Object.fromEntries(text),
  }));
}

function languageOf(original: Original, row: RowCells): string {
  return 'language' in original ? original.language : row.cell(original.column);
}

function mayDiffer(original: Original): boolean {
  return 'otherwise' in original && original.otherwise !== undefined;
}

function placeOf(original: Original): string | undefined {
  return 'column' in original ? original.column : undefined;
}

/** Of several words the first that means something; a word that nobody knows matters only when no other does. */
function codeOf(rule: Rule<'code'>, { words }: CatalogueField, row: RowCells): string | undefined {
  const parts = row.parts(rule.column, rule);
  if (parts === undefined || row.cell(rule.column) === '') return undefined;
  const meanings = parts.map((part) => understood(part, rule, words));
  const known = meanings.find((one) => typeof one === 'object');
  if (known) return known.code;
  if (rule.otherwise !== undefined) return rule.otherwise;
  const unknown = meanings.findIndex((one) => one === 'not known');
  if (unknown >= 0) notKnown(parts[unknown]!, rule, words, row);
  return undefined;
}

function codesOf(rule: Rule<'codes'>, { words }: CatalogueField, row: RowCells): string[] | undefined {
  const codes = new Set<string>();
  for (const part of row.parts(rule.column, rule) ?? []) {
    const meaning = understood(part, rule, words);
    if (typeof meaning === 'object') codes.add(meaning.code);
    else if (meaning === 'not known') notKnown(part, rule, words, row);
  }
  return codes.size === 0 ? undefined : [...codes];
}

function notKnown(written: string, rule: Rule<'code' | 'codes'>, words: CatalogueField['words'], row: RowCells): void {
  row.fault(rule.column, `"${shorten(written)}" is not known`, adviceFor(rule, words));
}

function readCell<Value>(column: string, row: RowCells, read: (written: string) => Read<Value>): Value | undefined {
  const written = row.text(column);
  if (written === '') return undefined;
  const result = read(written);
  if ('value' in result) return result.value;
  row.fault(column, `"${shorten(written)}" ${result.reason}`, result.advice);
  return undefined;
}

function linksOf({ column, rel }: Rule<'links'>, row: RowCells): unknown {
  const url = row.text(column);
  if (url === '') return undefined;
  if (/^https?:\/\//.test(url) && URL.canParse(url)) return [{ rel, url }];
  row.fault(column, `"${shorten(url)}" is not a web address`, 'write the whole address, beginning with https://');
  return undefined;
}

function relatedLinksOf({ column, ...several }: Rule<'related-links'>, row: RowCells): unknown {
  const links = (row.parts(column, several) ?? []).map((written) => {
    const [rel = '', ...address] = written.split(' ');
    return { rel, url: address.join(' ') };
  });
  return links.length === 0 ? undefined : links;
}

function said(text: string): string | undefined {
  return text === '' ? undefined : text;
}

function put(target: Record<string, unknown>, [name, ...rest]: string[], value: unknown): void {
  if (rest.length === 0) target[name!] = value;
  else put((target[name!] ??= {}) as Record<string, unknown>, rest, value);
}
