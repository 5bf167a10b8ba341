import { countries } from '@capdev/taxonomy';

const byThreeLetters = new Map(
  countries.codes.flatMap((code) =>
    countries
      .details(code)
      .aliases.filter(({ source }) => source === 'ISO 3166-1 alpha-3')
      .map(({ text }) => [text, code] as const),
  ),
);

/** What is wrong with a Member State's code, if anything: ISO 3166-1, three letters. */
export function memberStateFault(value: unknown): string | undefined {
  return byThreeLetters.has(value as string)
    ? undefined
    : 'must be the three letters of a country in ISO 3166-1, such as KEN';
}
