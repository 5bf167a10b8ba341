import { type EventAbout, parseEventType, verbs } from '@capdev/contracts/core';
import { argumentsBy } from '../local/arguments.js';
import { Halt } from '../local/say.js';
import type { Service } from '../local/services.js';
import type { NewEvent } from './scaffold.js';

const usage =
  'npm run new:event -- int.itu.catalogue.course.retired.v1 [--when TEXT] [--cause TEXT] [--conclude TEXT] [--key TEXT] [--personal-data TEXT]';

/** The options by the answer that each gives. */
const options = {
  when: 'when',
  cause: 'cause',
  conclude: 'conclude',
  key: 'key',
  personalData: 'personal-data',
} as const satisfies Record<keyof EventAbout, string>;

const anyVerb = /^int\.itu\.[a-z]+\.[a-z]+(?:-[a-z]+)*\.(?<verb>[a-z]+(?:-[a-z]+)*)\.v[1-9][0-9]*$/;

/**
 * Reads the arguments of `npm run new:event`.
 *
 * @param services those that may publish
 * @throws Halt with what is wrong and how to mend it
 */
export function readNewEvent(args: readonly string[], services: readonly Service[]): NewEvent {
  const text = { type: 'string' } as const;
  const { values, positionals } = argumentsBy(
    {
      args: [...args],
      allowPositionals: true,
      options: { when: text, cause: text, conclude: text, key: text, 'personal-data': text },
    },
    (sentence) => `${sentence}: ${usage}`,
  );
  const [type, ...rest] = positionals;
  if (type === undefined || rest.length > 0) throw new Halt(`Say the type of the one new event: ${usage}`);
  const parts = partsOf(type);
  if (!services.some(({ slug }) => slug === parts.slug)) {
    const slugs = services.map(({ slug }) => slug).join(', ');
    throw new Halt(`No service has the slug "${parts.slug}", there is ${slugs}: an event needs one that publishes it.`);
  }
  const answers: Partial<Record<keyof EventAbout, string>> = {};
  for (const [answer, option] of Object.entries(options) as [keyof EventAbout, (typeof options)[keyof EventAbout]][]) {
    const given = values[option];
    if (given === undefined) continue;
    if (!/^\S.{20,}[.]$/s.test(given)) {
      throw new Halt(`--${option} takes a sentence of more than 20 letters with its full stop, not "${given}".`);
    }
    answers[answer] = given;
  }
  return { type, ...parts, answers };
}

function partsOf(type: string) {
  const verb = anyVerb.exec(type)?.groups?.['verb'];
  if (verb !== undefined && !(verbs as readonly string[]).includes(verb)) {
    throw new Halt(
      `"${verb}" is not among the verbs of events: ${verbs.join(', ')}. Take one of them, or add yours to the list in libs/contracts/src/core/event-type.ts, in a change of its own that everybody sees.`,
    );
  }
  try {
    return parseEventType(type);
  } catch (error) {
    throw new Halt((error as Error).message);
  }
}
