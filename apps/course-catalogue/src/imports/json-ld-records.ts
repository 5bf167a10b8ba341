import { ImportUnreadable } from '@capdev/service-frame/csv';
import { refusedRow } from './exchanged-rows.js';
import type { JsonLdMapping } from './import-mapping.js';
import type { ImportRecord } from './import-record.js';
import { courseRecord, instanceRecord } from './json-ld-course.js';
import { isNode, LdDocument, type LdNode, type LdValue } from './json-ld-node.js';
import { LdReader } from './json-ld-values.js';
import { shorten } from './written-words.js';
import { parsedJson, wholeText } from './whole-json.js';

/**
 * Courses of schema.org in JSON-LD: one object, a list or a `@graph` of them. Each `Course`, and each `CourseInstance` that
 * no course of the document names as its own, is a row. The document is read as a whole.
 *
 * @throws ImportUnreadable when it is no JSON, too large or too deep, or its context is not schema.org's
 */
export async function* jsonLdRecords(
  text: AsyncIterable<string>,
  mapping: JsonLdMapping,
): AsyncGenerator<ImportRecord> {
  const document = new LdDocument(parsedJson(await wholeText(text)));
  const { items } = document;
  if (items.length === 0) throw new ImportUnreadable('The document holds nothing: there is nothing to import.');
  const mentioned = mentionedIn(items);
  for (const [index, item] of items.entries()) {
    const row = index + 1;
    const reader = new LdReader(document, mapping);
    if (item === undefined) yield refusedRow(row, 'is no object', 'write a Course or a CourseInstance');
    else if (item.types.includes('Course')) yield courseRecord(item, row, reader);
    else if (isPart(item, mentioned)) continue;
    else if (item.types.includes('CourseInstance')) yield instanceRecord(item, row, reader);
    else yield refusedRow(row, ...untyped(item));
  }
}

/** Something that another item speaks of, such as its provider or run, is read there. */
function isPart({ id }: LdNode, mentioned: ReadonlySet<string>): boolean {
  return id !== undefined && mentioned.has(id);
}

function untyped({ types, properties }: LdNode): [reason: string, advice: string] {
  const [name] = properties.get('name') ?? [];
  const which = name && !isNode(name) ? `"${shorten(name.text)}" ` : '';
  const advice = 'write "@type": "Course" or "@type": "CourseInstance"';
  if (types.length === 0) return [`${which}has no @type, so it is not known what it is`, advice];
  return [`${which}is of the type ${shorten(types.join(', '))}, which is neither Course nor CourseInstance`, advice];
}

function mentionedIn(items: readonly (LdNode | undefined)[]): Set<string> {
  const mentioned = new Set<string>();
  const look = (value: LdValue): void => {
    if (!isNode(value)) return;
    if (value.id !== undefined && value.types.length === 0 && value.properties.size === 0) mentioned.add(value.id);
    for (const values of value.properties.values()) values.forEach(look);
  };
  for (const item of items) for (const values of item?.properties.values() ?? []) values.forEach(look);
  return mentioned;
}
