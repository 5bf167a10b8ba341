import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EventAbout, EventType } from '@capdev/contracts/core';
import { Halt } from '../local/say.js';
import type { Undoable } from '../new-service/undoable.js';
import { aboutOf, sentenceOf, snapshotLess } from './answers.js';
import { namesOf, withNames } from './statements.js';

/** An event that is to be declared, with those of the five answers that somebody has given. */
export interface NewEvent extends EventType {
  readonly type: string;
  readonly answers: Partial<EventAbout>;
}

/**
 * Declares an event: its class, its definition and its place in its publisher's index. It holds what the aggregate's
 * other events hold when they share a snapshot, and else the aggregate's id and version.
 *
 * @param root the repository's folder
 * @returns the files written, relative to the root
 * @throws Halt when it is declared already, or its publisher's index has no list
 */
export function scaffoldEvent(event: NewEvent, root: string, files: Undoable): string[] {
  const folder = `libs/contracts/src/${event.slug}`;
  const file = `${folder}/${event.aggregate}.v${event.major}.ts`;
  const index = `${folder}/index.ts`;
  const before = textOf(join(root, file));
  if (before.includes(`'${event.type}'`)) {
    throw new Halt(`${event.type} is declared in ${file} already. A change of it: docs/how-to/change-an-event.md.`);
  }
  const payload = `${pascal(event.aggregate)}${pascal(event.verb)}V${event.major}`;
  const definition = `${payload.charAt(0).toLowerCase()}${payload.slice(1)}`;
  const list = `${event.slug}Events`;
  const names = { payload, definition, module: `./${event.aggregate}.v${event.major}.js`, list };
  const listed = registered(textOf(join(root, index)) || emptyIndex(list), names, index);
  files.write(file, withEvent(before, event, { payload, definition }));
  files.write(index, listed);
  return [file, index];
}

function withEvent(
  before: string,
  event: NewEvent,
  { payload, definition }: { payload: string; definition: string },
): string {
  const snapshot = snapshotIn(before, event);
  const about = { ...aboutOf(event, snapshot !== undefined), ...event.answers };
  // What the file says of all its events is said once.
  const said = (name: 'key' | 'personalData'): string =>
    event.answers[name] === undefined && new RegExp(`^const ${name} =`, 'm').test(before)
      ? name
      : `${name}: ${JSON.stringify(about[name])}`;
  const id = `${pascal(event.aggregate, false)}Id`;
  const fields = `{
  @IsUUID()
  ${id}!: string;

  /** ${snapshotLess.version(event)} */
  @IsInt()
  @Min(1)
  version!: number;
}`;
  const text = snapshot ? before : withNames(before, 'import', 'class-validator', ['IsInt', 'IsUUID', 'Min']);
  return `${withNames(text, 'import', '../core/index.js', ['defineEvent'])}
${snapshot ? '' : `/** ${sentenceOf(event)} */\n`}export class ${payload} ${snapshot ? `extends ${snapshot.name} {}` : fields}

/** ${sentenceOf(event)} */
export const ${definition} = defineEvent({
  type: '${event.type}',
  payload: ${payload},
  about: {
    when: ${JSON.stringify(about.when)},
    cause: ${JSON.stringify(about.cause)},
    conclude: ${JSON.stringify(about.conclude)},
    ${said('key')},
    ${said('personalData')},
  },
  example${snapshot ? snapshot.example : `: { ${id}: '019ab6c0-7d10-7c3e-9a51-3f0f2d9c1b01', version: 1 }`},
});
`;
}

/** The snapshot that the aggregate's events share, and what to write after "example" for one of it. */
function snapshotIn(text: string, { aggregate, major }: NewEvent): { name: string; example: string } | undefined {
  const name = `${pascal(aggregate)}SnapshotV${major}`;
  if (!text.includes(`export class ${name} `)) return undefined;
  if (text.includes(`\nconst example: ${name} = `)) return { name, example: '' };
  const [, payload] = new RegExp(`^export class (\\w+) extends ${name} \\{\\}`, 'm').exec(text) ?? [];
  const [, definition] =
    new RegExp(`^export const (\\w+) = defineEvent\\(\\{[^}]*\\bpayload: ${payload},`, 'm').exec(text) ?? [];
  return definition === undefined ? undefined : { name, example: `: ${definition}.example` };
}

function emptyIndex(list: string): string {
  return `import type { EventDefinition } from '../core/index.js';

/** Every public event of this service, in life order. */
export const ${list}: readonly EventDefinition[] = [];
`;
}

interface Names {
  readonly payload: string;
  readonly definition: string;
  readonly module: string;
  readonly list: string;
}

function registered(index: string, { payload, definition, module, list }: Names, path: string): string {
  const opening = `export const ${list}: readonly EventDefinition[] = [`;
  if (!index.includes(opening)) throw new Halt(`${path} has no list "${opening}": write one there and run this again.`);
  const neighbours = namesOf(index, 'import', module);
  const text = withNames(withNames(index, 'import', module, [definition]), 'export', module, [payload, definition]);
  const start = text.indexOf(opening) + opening.length;
  const end = text.indexOf('];', start);
  return text.slice(0, start) + inLifeOrder(text.slice(start, end), definition, neighbours) + text.slice(end);
}

/** After the last event of the same aggregate; else at the end. */
function inLifeOrder(entries: string, added: string, neighbours: readonly string[]): string {
  const ends = neighbours.map((name) => {
    const at = entries.search(new RegExp(`\\b${name}\\b`));
    return at < 0 ? 0 : at + name.length;
  });
  const last = Math.max(0, ...ends) || entries.trimEnd().length;
  const head = entries.slice(0, last).replace(/[^\s,]$/, '$&,');
  return `${head} ${added},${entries.slice(last).replace(/^,/, '')}`;
}

const textOf = (file: string): string => (existsSync(file) ? readFileSync(file, 'utf8') : '');

function pascal(words: string, first = true): string {
  const capital = words.replace(/(^|-)([a-z])/g, (_, _dash, letter: string) => letter.toUpperCase());
  return first ? capital : `${capital.charAt(0).toLowerCase()}${capital.slice(1)}`;
}
