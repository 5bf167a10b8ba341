import type { Fault } from '@capdev/service-kit/problems';
import { isLanguageCode } from '@capdev/taxonomy';

type Members = Record<string, unknown>;

const largest = 100_000;
const deepest = 12;
const mostFaults = 100;
/** Names that are a property of every object, or make one: no mapping needs them, and some code trips over them. */
const treacherous = ['__proto__', 'prototype', 'constructor'];

/** Looks through a value from outside and collects what is wrong with it, each with a JSON pointer. */
export class Inspection {
  readonly faults: Fault[] = [];

  fault(pointer: string, detail: string): void {
    if (this.faults.length < mostFaults) this.faults.push({ pointer, detail });
  }

  /** Whether the value is small and shallow enough to be looked through, and free of treacherous names. */
  sized(value: unknown): boolean {
    let room = largest;
    const walk = (part: unknown, pointer: string, depth: number): boolean => {
      if (depth > deepest) return this.refuse(pointer, `Lies deeper than ${deepest} levels.`);
      room -= typeof part === 'string' ? part.length : 8;
      if (room < 0) return this.refuse('', `A mapping may have about ${largest} characters.`);
      if (typeof part !== 'object' || part === null) return true;
      return Object.entries(part).every(([name, inner]) => {
        room -= name.length;
        if (treacherous.includes(name)) return this.refuse(at(pointer, name), 'This name may not be used.');
        return walk(inner, at(pointer, name), depth + 1);
      });
    };
    return walk(value, '', 0);
  }

  object(value: unknown, pointer: string): Members | undefined {
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Members;
    this.fault(pointer, 'Must be an object.');
    return undefined;
  }

  list(value: unknown, pointer: string, { least = 0, most = 50 } = {}): unknown[] {
    if (!Array.isArray(value)) {
      this.fault(pointer, 'Must be a list.');
      return [];
    }
    if (value.length < least) this.fault(pointer, `Must have at least ${least} entry.`);
    if (value.length <= most) return value;
    this.fault(pointer, `May have at most ${most} entries.`);
    return [];
  }

  /** The members that may be there and no others. */
  members(value: Members, pointer: string, known: readonly string[]): void {
    for (const name of Object.keys(value)) {
      if (!known.includes(name)) this.fault(at(pointer, name), `Not known here. There are: ${known.join(', ')}.`);
    }
  }

  text(
    value: unknown,
    pointer: string,
    { longest = 200, pattern, shape }: { longest?: number; pattern?: RegExp; shape?: string } = {},
  ): value is string {
    if (typeof value !== 'string' || value.trim() === '') return this.refuse(pointer, 'Must be a text.');
    if (value.length > longest) return this.refuse(pointer, `May have at most ${longest} characters.`);
    if (/[\u0000-\u001f\u007f]/.test(value)) return this.refuse(pointer, 'Must not contain control characters.');
    if (pattern && !pattern.test(value)) return this.refuse(pointer, `Must have ${shape}.`);
    return true;
  }

  /** The name of a column. Headings are read without the blanks around them. */
  column(value: unknown, pointer: string): void {
    if (this.text(value, pointer) && value !== value.trim()) {
      this.fault(pointer, 'Headings are read without the blanks around them: leave them out.');
    }
  }

  language(value: unknown, pointer: string): void {
    if (!isLanguageCode(value)) this.fault(pointer, 'Must be a language code such as en or pt-BR.');
  }

  oneOf(value: unknown, pointer: string, choices: readonly string[]): boolean {
    return choices.includes(value as string) || this.refuse(pointer, `Must be one of: ${choices.join(', ')}.`);
  }

  /** Always false, so that a check can end with it. */
  refuse(pointer: string, detail: string): false {
    this.fault(pointer, detail);
    return false;
  }
}

/** A pointer one step further (RFC 6901). */
export function at(pointer: string, step: string | number): string {
  return `${pointer}/${String(step).slice(0, 60).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
