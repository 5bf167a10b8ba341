import {
  type CatalogueField,
  type CatalogueFields,
  courseFields,
  fieldNamed,
  offeringFields,
} from './catalogue-fields.js';
import { at, type Inspection } from './inspection.js';
import {
  listFaults,
  organisationFaults,
  severalFaults,
  spellingsFaults,
  stateFaults,
  wordsOf,
} from './mapping-parts-check.js';
import { stateWords } from './offering-state.js';

type Members = Record<string, unknown>;

/** No prefix leaves a code no letters, and none takes the room of the letters that say something. */
export const prefixGrammar = {
  longest: 12,
  pattern: /^[A-Z0-9][A-Z0-9._-]*$/,
  shape: 'capital letters, digits, dots, hyphens or underscores',
};

/** What is wrong with the parts of a mapping that only a CSV has. */
export function csvMappingFaults(mapping: Members, see: Inspection): void {
  see.members(mapping, '', [
    'name',
    'about',
    'format',
    'separator',
    'apostrophes',
    'requires',
    'key',
    'code',
    'course',
    'providers',
    'offering',
  ]);
  if (mapping.apostrophes !== undefined && mapping.apostrophes !== true)
    see.fault('/apostrophes', 'Must be true, or left out.');
  if (mapping.separator !== undefined) see.oneOf(mapping.separator, '/separator', [',', ';', '\t']);
  keyFaults(mapping.key, '/key', see);
  codeFaults(mapping.code, see);
  requirementFaults(mapping.requires, see);
  const course = fieldsFaults(mapping.course, '/course', courseFields, see);
  if (course && !Object.hasOwn(course, 'title')) see.fault('/course', 'Must feed the title: a course has one.');
  organisationsFaults(mapping.providers, '/providers', see);
  if (mapping.offering !== undefined) offeringFaults(mapping.offering, see);
}

function keyFaults(value: unknown, pointer: string, see: Inspection): void {
  for (const [index, column] of see.list(value, pointer, { least: 1, most: 10 }).entries()) {
    see.column(column, at(pointer, index));
  }
}

function codeFaults(value: unknown, see: Inspection): void {
  const code = see.object(value, '/code');
  if (!code) return;
  if ('column' in code) {
    see.members(code, '/code', ['column']);
    return see.column(code.column, '/code/column');
  }
  see.members(code, '/code', ['prefix', 'readable']);
  see.text(code.prefix, '/code/prefix', prefixGrammar);
  see.column(code.readable, '/code/readable');
}

function requirementFaults(value: unknown, see: Inspection): void {
  if (value === undefined) return;
  for (const [index, one] of see.list(value, '/requires').entries()) {
    const pointer = at('/requires', index);
    const requirement = see.object(one, pointer);
    if (!requirement) continue;
    see.members(requirement, pointer, ['column', 'reason']);
    see.column(requirement.column, at(pointer, 'column'));
    see.text(requirement.reason, at(pointer, 'reason'), { longest: 300 });
  }
}

function organisationsFaults(value: unknown, pointer: string, see: Inspection): void {
  for (const [index, rule] of see.list(value, pointer, { most: 20 }).entries()) {
    organisationFaults(rule, at(pointer, index), true, see);
  }
}

function offeringFaults(value: unknown, see: Inspection): void {
  const offering = see.object(value, '/offering');
  if (!offering) return;
  see.members(offering, '/offering', ['onlyWith', 'key', 'fields', 'organisers', 'state', 'cancellationReason']);
  if (offering.onlyWith !== undefined) keyFaults(offering.onlyWith, '/offering/onlyWith', see);
  keyFaults(offering.key, '/offering/key', see);
  const fields = fieldsFaults(offering.fields, '/offering/fields', offeringFields, see);
  if (fields && !Object.hasOwn(fields, 'place.kind')) {
    see.fault('/offering/fields', 'Must feed place.kind: a run is online, on-site or hybrid.');
  }
  if (offering.organisers !== undefined) organisationsFaults(offering.organisers, '/offering/organisers', see);
  if (offering.state !== undefined) stateFaults(offering.state, '/offering/state', stateWords, true, see);
  if (offering.cancellationReason !== undefined)
    see.column(offering.cancellationReason, '/offering/cancellationReason');
}

function fieldsFaults(value: unknown, pointer: string, fields: CatalogueFields, see: Inspection): Members | undefined {
  const rules = see.object(value, pointer);
  for (const [name, rule] of Object.entries(rules ?? {})) {
    const field = fieldNamed(fields, name);
    if (field) ruleFaults(rule, at(pointer, name), field, see);
    else see.fault(at(pointer, name), `No such field. There are: ${Object.keys(fields).join(', ')}.`);
  }
  return rules;
}

function ruleFaults(value: unknown, pointer: string, field: CatalogueField, see: Inspection): void {
  const rule = see.object(value, pointer);
  if (!rule || !see.oneOf(rule.as, at(pointer, 'as'), ['constant', ...field.rules])) return;
  if (rule.as === 'constant') {
    see.members(rule, pointer, ['as', 'value']);
    const fault = field.faultOf(rule.value);
    if (fault !== undefined) see.fault(at(pointer, 'value'), `It ${fault}.`);
    return;
  }
  const { as } = rule;
  see.members(rule, pointer, membersOf[as as string]!);
  if ('prefix' in rule && (as === 'text' || as === 'texts')) prefixFaults(rule, pointer, see);
  else if (as === 'text') columnsFaults(rule.columns, at(pointer, 'columns'), see);
  else see.column(rule.column, at(pointer, 'column'));
  if (as === 'text' || as === 'texts') originalFaults(rule.original, at(pointer, 'original'), see);
  if (rule.names !== undefined) namesFaults(rule.names, at(pointer, 'names'), see);
  if (as === 'texts' || as === 'codes' || as === 'related-links') severalFaults(rule, pointer, see, true);
  if (as === 'code') severalFaults(rule, pointer, see);
  if (as === 'code' || as === 'codes') meaningFaults(rule, pointer, field, see);
  if (as === 'links') see.text(rule.rel, at(pointer, 'rel'), relationGrammar);
}

const relationGrammar = { longest: 40, pattern: /^[a-z][a-z0-9-]*$/, shape: 'small letters, digits and hyphens' };

function prefixFaults(rule: Members, pointer: string, see: Inspection): void {
  see.text(rule.prefix, at(pointer, 'prefix'));
  for (const other of ['column', 'columns']) {
    if (other in rule) see.fault(at(pointer, other), 'There is a prefix already: leave one of them out.');
  }
}

const membersOf: Readonly<Record<string, readonly string[]>> = {
  text: ['as', 'original', 'columns', 'prefix', 'names'],
  texts: ['as', 'original', 'column', 'prefix', 'separator', 'literal', 'escapes'],
  plain: ['as', 'column'],
  code: ['as', 'column', 'list', 'by', 'spellings', 'otherwise', 'separator', 'literal', 'escapes'],
  codes: ['as', 'column', 'list', 'by', 'spellings', 'separator', 'literal', 'escapes'],
  number: ['as', 'column'],
  duration: ['as', 'column'],
  day: ['as', 'column'],
  amount: ['as', 'column'],
  links: ['as', 'column', 'rel'],
  'related-links': ['as', 'column', 'separator', 'literal', 'escapes'],
};

function columnsFaults(value: unknown, pointer: string, see: Inspection): void {
  const columns = see.object(value, pointer);
  if (!columns) return;
  const entries = Object.entries(columns);
  if (entries.length === 0 || entries.length > 12) see.fault(pointer, 'Must have 1 to 12 languages.');
  for (const [language, column] of entries) {
    see.language(language, at(pointer, language));
    see.column(column, at(pointer, language));
  }
}

function namesFaults(value: unknown, pointer: string, see: Inspection): void {
  const entries = Object.entries(see.object(value, pointer) ?? {});
  if (entries.length > 500) return see.fault(pointer, 'May have at most 500 entries.');
  for (const [short, name] of entries) {
    if (short !== short.toLowerCase()) see.fault(at(pointer, short), 'Must be in small letters.');
    see.text(name, at(pointer, short), { longest: 500 });
  }
}

function originalFaults(value: unknown, pointer: string, see: Inspection): void {
  const original = see.object(value, pointer);
  if (!original) return;
  see.members(original, pointer, 'column' in original ? ['column', 'otherwise'] : ['language']);
  if (original.otherwise !== undefined) see.oneOf(original.otherwise, at(pointer, 'otherwise'), ['first']);
  if ('column' in original) see.column(original.column, at(pointer, 'column'));
  else see.language(original.language, at(pointer, 'language'));
}

function meaningFaults(rule: Members, pointer: string, { words }: CatalogueField, see: Inspection): void {
  if (rule.list !== undefined) listFaults(rule.list, at(pointer, 'list'), words, see);
  if (rule.by !== undefined) see.oneOf(rule.by, at(pointer, 'by'), ['name']);
  if (rule.spellings !== undefined) spellingsFaults(rule.spellings, at(pointer, 'spellings'), words, see);
  if (rule.otherwise !== undefined && words?.codes.includes(rule.otherwise as string) !== true) {
    see.fault(at(pointer, 'otherwise'), `Must be ${wordsOf(words)}.`);
  }
}
