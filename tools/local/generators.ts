/**
 * The programs that write committed files from code or data. `npm run generate` runs them all; with `--check` a program
 * writes nothing and ends with 1 when its file is stale, which is how `npm run check` asks.
 */
export const generators: readonly { readonly name: string; readonly program: string }[] = [
  { name: 'country names', program: 'tools/taxonomy/country-names.ts' },
  { name: 'events reference', program: 'tools/reference/events.ts' },
  { name: 'events as AsyncAPI', program: 'tools/reference/asyncapi.ts' },
  { name: 'topics and principals', program: 'tools/reference/kafka-lists.ts' },
  { name: 'problems reference', program: 'tools/reference/problems.ts' },
  { name: 'descriptions of the APIs', program: 'tools/openapi.ts' },
];
