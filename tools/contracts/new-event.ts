import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { parseEventType } from '@capdev/contracts/core';
import { Halt } from '../local/say.js';

/** What stands where a person has to write; the tests of the contracts find it by its being too short for an answer. */
const todo = 'TODO.';

/**
 * Writes the frame of a new event: its definition with the five questions, and its place in the publisher's index. What
 * only a person knows stays open, and `npm run check` names it. Nothing is frozen: that comes last.
 *
 * @param root the repository's folder
 * @returns the files written, relative to the root
 * @throws Halt when the type is not one, or is declared already
 */
export function scaffoldEvent(type: string, root: string): string[] {
  const { slug, aggregate, verb, major } = partsOf(type);
  const folder = join(root, 'libs', 'contracts', 'src', slug);
  const file = join(folder, `${aggregate}.v${major}.ts`);
  const index = join(folder, 'index.ts');
  const before = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  if (before?.includes(`'${type}'`)) {
    throw new Halt(
      `${type} is declared in ${relative(root, file)} already. A change of it: docs/how-to/change-an-event.md.`,
    );
  }
  const payload = `${pascal(aggregate)}${pascal(verb)}V${major}`;
  const definition = `${payload.charAt(0).toLowerCase()}${payload.slice(1)}`;
  const id = `${pascal(aggregate, false)}Id`;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, withEvent(before, { type, payload, definition, id }));
  const list = `${slug}Events`;
  const listed = existsSync(index) ? readFileSync(index, 'utf8') : emptyIndex(list);
  writeFileSync(index, registered(listed, { payload, definition, module: `./${aggregate}.v${major}.js`, list }));
  return [file, index].map((path) => relative(root, path));
}

function partsOf(type: string) {
  try {
    return parseEventType(type);
  } catch (error) {
    throw new Halt(`${(error as Error).message} A new verb goes into libs/contracts/src/core/event-type.ts first.`);
  }
}

interface Names {
  readonly type: string;
  readonly payload: string;
  readonly definition: string;
  readonly id: string;
}

function withEvent(before: string | undefined, { type, payload, definition, id }: Names): string {
  // Imports of its own: what the file imports already is not taken apart, and two lines of one module are legal.
  const imports =
    before && /\bdefineEvent\b/.test(before)
      ? before
      : `import { defineEvent } from '../core/index.js';\n${before ?? ''}`;
  const complete = /\bIsUUID\b/.test(imports) ? imports : `import { IsUUID } from 'class-validator';\n${imports}`;
  return `${complete}
/** ${todo} What has happened, in one sentence. */
export class ${payload} {
  @IsUUID()
  ${id}!: string;
}

export const ${definition} = defineEvent({
  type: '${type}',
  payload: ${payload},
  about: {
    // When is it sent?
    when: '${todo}',
    // What action causes it?
    cause: '${todo}',
    // What may a consumer conclude, and what was left out?
    conclude: '${todo}',
    // What is the key, and so what keeps its order?
    key: '${todo}',
    // Does it carry personal data? It may not; say what stands in its place.
    personalData: '${todo}',
  },
  example: { ${id}: '019ab6c0-7d10-7c3e-9a51-3f0f2d9c1b01' },
});
`;
}

function emptyIndex(list: string): string {
  return `import type { EventDefinition } from '../core/index.js';

/** Every public event of this context, in life order. */
export const ${list}: readonly EventDefinition[] = [
];
`;
}

function registered(
  index: string,
  { payload, definition, module, list }: { payload: string; definition: string; module: string; list: string },
): string {
  const opening = `export const ${list}: readonly EventDefinition[] = [`;
  const at = index.indexOf(opening);
  const end = index.indexOf('];', at);
  if (at < 0 || end < 0) throw new Halt(`The index has no list "${opening}": write one there and run this again.`);
  // A short list stands on one line, without a comma at its end.
  const [head, tail] = [index.slice(0, end).replace(/[^\s[,]$/, '$&,'), index.slice(end)];
  const added = `import { ${definition} } from '${module}';\nexport { ${payload}, ${definition} } from '${module}';\n`;
  return `${added}${head}  ${definition},\n${tail}`;
}

function pascal(words: string, first = true): string {
  const capital = words.replace(/(^|-)([a-z])/g, (_, _dash, letter: string) => letter.toUpperCase());
  return first ? capital : `${capital.charAt(0).toLowerCase()}${capital.slice(1)}`;
}
