import { createHash } from 'node:crypto';

const longest = 40;
const digits = 8;

/** The grammar of course codes, as `CourseInput` has it. */
export const courseCodeGrammar = /^[A-Z0-9][A-Z0-9._-]{1,39}$/;

/**
 * A course code that says something and is the same every time: the prefix, letters of the readable text, and 8 digits
 * of a hash over the key. Letters outside A–Z leave no trace, so a Chinese title gives prefix and hash alone.
 *
 * @example
 * codeOf('FQ', 'Python 3 Tutorial', ['Code Academy', 'Python 3 Tutorial']) // FQ-PYTHON-3-TUTORIAL-4E9AC2B1
 */
export function codeOf(prefix: string, readable: string, key: readonly string[]): string {
  const hash = createHash('sha256').update(JSON.stringify(key)).digest('hex').slice(0, digits).toUpperCase();
  const room = longest - prefix.length - digits - 2;
  const letters = readable
    .normalize('NFKD')
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '-')
    .slice(0, room)
    .replace(/^-+|-+$/g, '');
  return [prefix, letters, hash].filter((part) => part !== '').join('-');
}
