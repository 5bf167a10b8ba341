import { audiences, credentialKinds, levels, topics } from '@capdev/taxonomy';
import { courseFields } from './catalogue-fields.js';
import { codeOf } from './course-code.js';
import type { ImportRecord } from './import-record.js';
import { isNode, type LdNode, type LdValue } from './json-ld-node.js';
import { modalityOf, runOf } from './json-ld-run.js';
import type { LdReader } from './json-ld-values.js';
import { hoursFrom, numberFrom } from './plain-values.js';
import { adviceFor, shorten, tidied, understood } from './written-words.js';

type Fields = Record<string, unknown>;

/** A `Course` with its runs. */
export function courseRecord(course: LdNode, row: number, reader: LdReader): ImportRecord {
  const runs = reader.document.valuesOf(course, 'hasCourseInstance');
  const instances = runs.map((run, index) => instanceOf(run, reader.at(`hasCourseInstance/${index + 1}`)));
  const nodes = instances.filter((run) => run !== undefined);
  const fields = { ...constantsOf(reader), ...present(fieldsOf(course, reader)) };
  const taught = new Set(nodes.map((run) => modalityOf(run, reader)));
  // Runs that differ tell nothing of the course.
  const [modality] = taught.size === 1 ? taught : [];
  if (modality !== undefined) fields.modality ??= modality;
  fields.languages ??= reader.languages(course, 'inLanguage') ?? languagesOfRuns(nodes, reader);
  return recordOf(course, row, reader, {
    fields: present(fields),
    key: reader.mapping.courseKey === 'name' ? undefined : identifierOf(course, reader),
    providers: reader.organisations(course, 'provider'),
    runs: instances,
  });
}

/** A `CourseInstance` without its course: what it says of itself is all that is known of the course, its name the key. */
export function instanceRecord(run: LdNode, row: number, reader: LdReader): ImportRecord {
  const description = reader.sound('description', courseFields.description!, reader.multilingual(run, 'description'));
  const modality = modalityOf(run, reader);
  const fields: Fields = {
    ...constantsOf(reader),
    ...present({ description, languages: reader.languages(run, 'inLanguage') }),
    // The same course is held in a room next year. That nobody leads it belongs to the course, though.
    ...(modality === 'online-self-paced' && { modality }),
  };
  const providers = reader.organisations(run, 'provider', 'organizer');
  return recordOf(run, row, reader, { fields, key: undefined, providers, runs: [run] });
}

function recordOf(
  node: LdNode,
  row: number,
  reader: LdReader,
  found: {
    fields: Fields;
    key: string | undefined;
    providers: ReturnType<LdReader['organisations']>;
    runs: readonly (LdNode | undefined)[];
  },
): ImportRecord {
  const { mapping, faults } = reader;
  const title = reader.sound('name', courseFields.title!, reader.multilingual(node, 'name'));
  if (title === undefined) reader.fault('name', 'the course has no name', 'give it one');
  const name = title?.text[title.original] ?? '';
  const key = found.key ?? folded(name);
  const code = codeOf(mapping.code.prefix, reader.first(node, 'courseCode') ?? folded(name), [key]);
  const course = { code, ...(title && { title }), ...found.fields };
  const providers = found.providers.length > 0 ? found.providers : (mapping.providers ?? []);
  const alone = found.runs.length === 1 && found.runs[0] === node;
  const offerings = found.runs.flatMap((run, index) =>
    run === undefined
      ? []
      : [runOf(run, { key, fields: course, providers }, alone ? reader : reader.at(`hasCourseInstance/${index + 1}`))],
  );
  return {
    row,
    key: JSON.stringify([key]),
    course,
    providers,
    offerings: offerings.filter((one) => one !== undefined),
    faults,
  };
}

function instanceOf(run: LdValue, reader: LdReader): LdNode | undefined {
  if (isNode(run) && run.types.includes('CourseInstance')) return run;
  const saysSomething = isNode(run) && (run.types.length > 0 || run.properties.size > 0);
  if (saysSomething) reader.fault('@type', 'is not CourseInstance', 'write "@type": "CourseInstance"');
  else reader.fault('@id', 'names a run that is not in the document', 'put the run into it');
  return undefined;
}

function fieldsOf(course: LdNode, reader: LdReader): Fields {
  const sound = (property: string, field: string, value: unknown) =>
    reader.sound(property, courseFields[field]!, value);
  const outcomes = reader.grouped(course, 'teaches');
  const [credential] = reader.codes(course, 'educationalCredentialAwarded', credentialKinds);
  const fee = feeKindOf(course, reader);
  return {
    summary: sound('abstract', 'summary', reader.multilingual(course, 'abstract')),
    description: sound('description', 'description', reader.multilingual(course, 'description')),
    learningOutcomes: outcomes.length === 0 ? undefined : sound('teaches', 'learningOutcomes', outcomes),
    audiences: some(reader.codes(course, 'audience', audiences)),
    entryRequirements: sound(
      'coursePrerequisites',
      'entryRequirements',
      reader.multilingual(course, 'coursePrerequisites'),
    ),
    level: levelOf(course, reader),
    topics: some(reader.codes(course, 'about', topics)),
    workloadHours: workloadOf(course, reader),
    credential,
    feeTerms: fee && { kind: fee },
    links: linksOf(course, reader),
  };
}

function levelOf(course: LdNode, reader: LdReader): string | undefined {
  const written = reader.first(course, 'educationalLevel');
  if (written === undefined) return undefined;
  const rule = { spellings: reader.mapping.levels ?? {}, by: 'name' as const };
  const meaning = understood(written, rule, levels);
  if (meaning === 'not known')
    reader.fault('educationalLevel', `"${shorten(written)}" is not known`, adviceFor(rule, levels));
  return typeof meaning === 'object' ? meaning.code : undefined;
}

function workloadOf(course: LdNode, reader: LdReader): number | undefined {
  const [run] = reader.nodes(course, 'hasCourseInstance');
  const written = reader.first(course, 'timeRequired') ?? reader.first(run, 'courseWorkload');
  // Workloads are also told in prose ("2 hours a week"), which says nothing of the whole.
  if (written === undefined || !/^P/.test(tidied(written))) return undefined;
  const hours = hoursFrom(tidied(written));
  if ('value' in hours) return reader.sound('timeRequired', courseFields.workloadHours!, hours.value);
  reader.fault('timeRequired', `"${shorten(written)}" ${hours.reason}`, hours.advice);
  return undefined;
}

function feeKindOf(course: LdNode, reader: LdReader): string | undefined {
  const free = reader.first(course, 'isAccessibleForFree')?.toLowerCase();
  if (free === 'true') return 'free';
  if (free === 'false') return 'paid';
  const price = reader.nodes(course, 'offers').map((offer) => numberFrom(reader.first(offer, 'price') ?? ''));
  const known = price.find((one) => 'value' in one);
  return known && (known.value === 0 ? 'free' : 'paid');
}

function linksOf(course: LdNode, reader: LdReader): unknown {
  const about = reader.addresses(course, 'url').map((url) => ({ rel: 'about', url }));
  const registration = reader
    .nodes(course, 'offers')
    .flatMap((offer) => reader.addresses(offer, 'url'))
    .map((url) => ({ rel: 'registration', url }));
  const pages = reader.nodes(course, 'subjectOf').flatMap((page) => {
    const rel = reader.first(page, 'name') ?? '';
    return /^[a-z][a-z0-9-]{0,39}$/.test(rel) ? reader.addresses(page, 'url').map((url) => ({ rel, url })) : [];
  });
  const links = [...about, ...registration, ...pages];
  return links.length === 0 ? undefined : reader.sound('url', courseFields.links!, links);
}

function languagesOfRuns(runs: readonly LdNode[], reader: LdReader): string[] | undefined {
  return some([...new Set(runs.flatMap((run) => reader.languages(run, 'inLanguage') ?? []))]);
}

/** An identifier that holds everywhere: `./` and `#course` are only of use in their document. */
function identifierOf(course: LdNode, reader: LdReader): string | undefined {
  return [course.id ?? '', ...reader.addresses(course, 'url')].find((one) => URL.canParse(one));
}

/** A name is the same in other letters and with other blanks. */
function folded(name: string): string {
  return name.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}

function constantsOf({ mapping }: LdReader): Fields {
  const fields: Fields = {};
  for (const [name, value] of Object.entries(mapping.constants ?? {})) {
    const [whole = '', part] = name.split('.');
    fields[whole] = part === undefined ? value : { ...(fields[whole] as object), [part]: value };
  }
  return fields;
}

function present(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

function some<Value>(values: Value[]): Value[] | undefined {
  return values.length === 0 ? undefined : values;
}
