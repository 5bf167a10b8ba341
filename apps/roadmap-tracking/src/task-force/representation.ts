/** A task force of ITU's bureaux needs each of them. */
export const bureaux = ['BDT', 'BR', 'TSB'] as const;

/** The time for which somebody represents a unit, first and last day included; open where it has no end. */
export interface Term {
  readonly unit: string;
  readonly startsOn: string;
  readonly endsOn: string | null;
}

/** Who is represented on a day, and who would have to be. */
export interface Representation {
  readonly represented: string[];
  readonly missing: string[];
}

export function representationOn(day: string, terms: readonly Term[], required: readonly string[]): Representation {
  const running = terms.filter(({ startsOn, endsOn }) => startsOn <= day && (endsOn === null || endsOn >= day));
  const represented = [...new Set(running.map(({ unit }) => unit))].sort();
  return { represented, missing: required.filter((unit) => !represented.includes(unit)) };
}

/** The first day after this one on which a term begins, or has ended. */
export function nextTurn(day: string, terms: readonly Term[]): string | undefined {
  return turns(terms).find((turn) => turn > day);
}

/** Since when it has been as it is on this day: able to act, or not. Undefined when it was never otherwise. */
export function sinceWhen(day: string, terms: readonly Term[], required: readonly string[]): string | undefined {
  const ableOn = (on: string): boolean => representationOn(on, terms, required).missing.length === 0;
  const able = ableOn(day);
  const past = turns(terms).filter((turn) => turn <= day);
  const lastOther = past.findLastIndex((turn) => ableOn(turn) !== able);
  const before = lastOther >= 0 || able; // before the first term nobody is represented
  return before ? past[lastOther + 1] : undefined;
}

/** The days on which something may change, in their order. */
function turns(terms: readonly Term[]): string[] {
  const days = terms.flatMap(({ startsOn, endsOn }) => [startsOn, ...(endsOn === null ? [] : [dayAfter(endsOn)])]);
  return [...new Set(days)].sort();
}

export function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}

/** The moment at which a day begins, in UTC. */
export function beginningOf(day: string): Date {
  return new Date(`${day}T00:00:00Z`);
}

/** Whether two terms have a day in common. */
export function overlap(one: Term, other: Term): boolean {
  const endsBefore = (first: Term, second: Term): boolean => first.endsOn !== null && first.endsOn < second.startsOn;
  return !endsBefore(one, other) && !endsBefore(other, one);
}
