import { dayFault } from '@capdev/service-frame/plain';
import { codeLists, isLanguageCode } from '@capdev/taxonomy';
import type { CatalogueField, Words } from './catalogue-fields.js';
import { providerKinds } from '../providers/provider-kind.js';
import { at, type Inspection } from './inspection.js';

type Members = Record<string, unknown>;

const mostSpellings = 500;

/** What words mean, for a field that knows its own words. */
export function spellingsFaults(
  value: unknown,
  pointer: string,
  means: CatalogueField['words'],
  see: Inspection,
): void {
  const spellings = see.object(value, pointer);
  if (!spellings) return;
  const entries = Object.entries(spellings);
  if (entries.length > mostSpellings) return see.fault(pointer, `May have at most ${mostSpellings} entries.`);
  for (const [word, code] of entries) {
    const place = at(pointer, word);
    if (word !== word.toLowerCase().trim()) see.fault(place, 'Must be in small letters, without blanks around it.');
    const known = means ? means.codes.includes(code as string) : isLanguageCode(code);
    if (code !== null && !known) see.fault(place, `Must be null or ${wordsOf(means)}.`);
  }
}

/** The list that a rule names, where it may name one. */
export function listFaults(value: unknown, pointer: string, means: Words | undefined, see: Inspection): void {
  const names = codeLists.map(({ name }) => name);
  if (!names.includes(value as string)) see.fault(pointer, `There is no such list. There are: ${names.join(', ')}.`);
  else if (value !== (means?.name ?? 'languages')) {
    see.fault(pointer, `This field takes ${wordsOf(means)}.`);
  }
}

export function wordsOf(words: Words | undefined): string {
  if (!words) return 'language codes';
  return words.codes.length > 20 ? `codes of the list ${words.name}` : `one of: ${words.codes.join(', ')}`;
}

/** An organisation: named for the whole list, or by a column where the format has columns. */
export function organisationFaults(value: unknown, pointer: string, columns: boolean, see: Inspection): void {
  const rule = see.object(value, pointer);
  if (!rule) return;
  see.oneOf(rule.kind, at(pointer, 'kind'), providerKinds);
  see.language(rule.language, at(pointer, 'language'));
  if (columns && 'column' in rule) {
    see.members(rule, pointer, ['column', 'separator', 'literal', 'escapes', 'kind', 'kindFirst', 'language']);
    see.column(rule.column, at(pointer, 'column'));
    severalFaults(rule, pointer, see);
    if (rule.kindFirst !== undefined && rule.kindFirst !== true)
      see.fault(at(pointer, 'kindFirst'), 'Must be true, or left out.');
  } else {
    see.members(rule, pointer, ['name', 'kind', 'language']);
    see.text(rule.name, at(pointer, 'name'));
  }
}

/** How a cell with several values is written. */
export function severalFaults(rule: Members, pointer: string, see: Inspection, needed = false): void {
  if (rule.literal !== undefined) see.oneOf(rule.literal, at(pointer, 'literal'), ['python']);
  if (rule.separator !== undefined && (typeof rule.separator !== 'string' || !/^[^\r\n"]{1,5}$/.test(rule.separator))) {
    see.fault(at(pointer, 'separator'), 'Must be 1 to 5 characters, no line break or quotation mark.');
  }
  if (rule.literal !== undefined && rule.separator !== undefined) {
    see.fault(pointer, 'Has a separator and a literal: leave one of them out.');
  }
  if (rule.escapes !== undefined) {
    see.oneOf(rule.escapes, at(pointer, 'escapes'), ['backslash']);
    if (rule.separator !== ';')
      see.fault(at(pointer, 'separator'), 'Must be ";" where a backslash stands before others.');
  }
  if (needed && rule.literal === undefined && rule.separator === undefined) {
    see.fault(pointer, 'Must say how several values are written: "separator": ";", or "literal": "python".');
  }
}

/** The state of a run; by a column only where the format has columns. */
export function stateFaults(value: unknown, pointer: string, states: Words, columns: boolean, see: Inspection): void {
  const rule = see.object(value, pointer);
  if (!rule || !see.oneOf(rule.as, at(pointer, 'as'), ['constant', 'ended', ...(columns ? ['code'] : [])])) return;
  if (rule.as === 'constant') {
    see.members(rule, pointer, ['as', 'value']);
    see.oneOf(rule.value, at(pointer, 'value'), states.codes);
  } else if (rule.as === 'ended') {
    see.members(rule, pointer, ['as', 'before']);
    const fault = dayFault(rule.before);
    if (fault !== undefined) see.fault(at(pointer, 'before'), `It ${fault}.`);
  } else {
    see.members(rule, pointer, ['as', 'column', 'spellings']);
    see.column(rule.column, at(pointer, 'column'));
    if (rule.spellings !== undefined) spellingsFaults(rule.spellings, at(pointer, 'spellings'), states, see);
  }
}
