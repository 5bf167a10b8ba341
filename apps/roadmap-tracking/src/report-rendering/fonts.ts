import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The weights that a report uses. */
const weights = [400, 700] as const;

interface Face {
  readonly family: string;
  readonly weight: number;
  readonly file: string;
  readonly version: string;
  readonly unicodeRange: string;
  readonly has: (codePoint: number) => boolean;
}

const packages = ['@fontsource/noto-sans-arabic', '@fontsource/noto-sans-sc'] as const;
const { resolve } = createRequire(import.meta.url);

const folders = packages.map((name) => dirname(resolve(`${name}/package.json`)));

/** Where each font file is: what is not among them is not served. */
const files: ReadonlyMap<string, string> = new Map(
  folders.flatMap((folder) =>
    readdirSync(join(folder, 'files'))
      .filter((file) => weights.some((weight) => file.endsWith(`-${weight}-normal.woff2`)))
      .map((file) => [file, join(folder, 'files', file)] as const),
  ),
);

/** Our fonts in the order in which a reader's program looks for a character. */
export const fontFamilies = ['Noto Sans Arabic', 'Noto Sans SC'] as const;

const faces: readonly Face[] = folders.flatMap((folder, place) => {
  const read = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8'));
  const { version } = read('package.json') as { version: string };
  const subsets = Object.entries(read('unicode.json') as Readonly<Record<string, string>>);
  const prefix = packages[place]!.split('/')[1]!;
  return subsets.flatMap(([subset, unicodeRange]) =>
    weights.map((weight) => ({
      family: fontFamilies[place]!,
      weight,
      file: `${prefix}-${subset.replace(/[[\]]/g, '')}-${weight}-normal.woff2`,
      version,
      unicodeRange,
      has: membershipOf(unicodeRange),
    })),
  );
});

/** The path of a font file; undefined for every name that is none of ours. */
export function fontFile(name: string): string | undefined {
  return files.get(name);
}

/**
 * The `@font-face` rules for the characters of a text: Chinese alone is cut into a hundred files, and a page names those it
 * needs.
 *
 * @param folder where the fonts are, as seen from the page
 */
export function fontFaces(text: string, folder: string): string {
  const codePoints = [...new Set(text)].map((character) => character.codePointAt(0)!).filter((point) => point > 0x20);
  return faces
    .filter(({ file, has }) => files.has(file) && codePoints.some((point) => has(point)))
    .map(
      ({ family, weight, file, version, unicodeRange }) =>
        `@font-face{font-family:'${family}';font-style:normal;font-weight:${weight};font-display:swap;` +
        `src:url('${folder}/${file}?v=${version}') format('woff2');unicode-range:${unicodeRange}}`,
    )
    .join('\n');
}

function membershipOf(unicodeRange: string): (codePoint: number) => boolean {
  const ranges = unicodeRange.split(',').map((range) => {
    const [from = '', to = from] = range.trim().replace(/^U\+/i, '').split('-');
    return [Number.parseInt(from, 16), Number.parseInt(to, 16)] as const;
  });
  return (codePoint) => ranges.some(([from, to]) => codePoint >= from && codePoint <= to);
}
