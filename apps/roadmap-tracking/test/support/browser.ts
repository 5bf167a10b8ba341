import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { type Browser, chromium } from 'playwright-core';

const local = resolve('.local');
const browserPackage = '@sparticuz/chromium';
const bin = join(dirname(createRequire(import.meta.url).resolve(browserPackage)), '..', 'bin');

/** Where artefacts of tests are kept: not in the repository, because they differ a little each time. */
export const artefacts = join(local, 'artefacts');

/**
 * A real browser, from npm packages alone: its libraries and the one font for what ours do not have come with it, so that a
 * page looks the same on every machine.
 *
 * @throws Error saying what could not be started, within half a minute
 */
export async function openBrowser(): Promise<Browser> {
  const folder = await unpacked();
  try {
    return await chromium.launch({
      executablePath: join(folder, 'chromium'),
      // Tests run as root as well, where there is no sandbox; every page that they open is our own.
      args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--font-render-hinting=none'],
      env: { ...withoutFonts, LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'), FONTCONFIG_PATH: folder, HOME: folder },
      timeout: 30_000,
    });
  } catch (error) {
    throw new Error(
      `The browser in ${folder} does not start, so that no page was looked at. Remove that folder and try again; if it stays, ` +
        `this machine cannot run Chromium for Linux on x64: ${String(error)}`,
      { cause: error },
    );
  }
}

const withoutFonts = Object.fromEntries(
  Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && !entry[0].startsWith('FONTCONFIG'),
  ),
);

/** Unpacks the browser once for each of its versions, beside the place first: whatever ends half way leaves nothing there. */
async function unpacked(): Promise<string> {
  const { version } = JSON.parse(await readFile(join(bin, '..', 'package.json'), 'utf8')) as { version: string };
  const folder = join(local, `browser-${version}`);
  if (existsSync(folder)) return folder;
  await mkdir(local, { recursive: true });
  const work = await mkdtemp(join(local, 'browser-unpacking-'));
  try {
    // A process of its own: the package unpacks into the folder for temporary files, and a test cannot tell it another one.
    const files = ['chromium.br', 'al2023.tar.br', 'fonts.tar.br'].map((file) => join(bin, file));
    const program = `import { inflate } from '${browserPackage}';\nfor (const file of ${JSON.stringify(files)}) await inflate(file);`;
    await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', program], {
      env: { ...process.env, TMPDIR: work },
      timeout: 60_000,
    });
    await writeFile(join(work, 'fonts.conf'), fontsConf(join(folder, 'fonts')));
    await rename(work, folder).catch((error: unknown) => {
      if (!existsSync(folder)) throw error; // another test run was faster
    });
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  return folder;
}

const fontsConf = (folder: string): string =>
  `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${folder}</dir><cachedir>${folder}-cache</cachedir></fontconfig>`;
