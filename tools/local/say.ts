/** Something the person at the terminal can put right: one sentence that says what is wrong and what to do. */
export class Halt extends Error {}

const interactive = process.stderr.isTTY === true;
const heartbeatMs = 10_000;
/** What is being done at the moment; several steps may run side by side. */
const open = new Map<symbol, string>();
let hushed = false;

// A closed terminal or pipe must not stop the shutdown of what was started.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

/** One line for the person at the terminal. Never on stdout, which belongs to a program's result. */
export function say(line: string): void {
  process.stderr.write(`${interactive ? '\r\x1b[K' : ''}${line}\n`);
  showOpen();
}

/** From now on steps are no longer shown: what they were for is being taken down. */
export function hushSteps(): void {
  hushed = true;
}

function showOpen(): void {
  if (!interactive || hushed) return;
  const width = process.stderr.columns || 80;
  process.stderr.write(`\r\x1b[K${open.size === 0 ? '' : `  … ${[...open.values()].join(' · ')}`.slice(0, width - 1)}`);
}

/** Does one step of a longer job: says that it runs, and in one line what it was and how long it took. */
export async function step<T>(title: string, work: (note: (text: string) => void) => Promise<T>): Promise<T> {
  const began = Date.now();
  const key = Symbol(title);
  let noted = title;
  const elapsed = () => `${((Date.now() - began) / 1000).toFixed(1)} s`;
  const note = (text: string) => {
    noted = `${title} – ${text}`;
    open.set(key, noted);
    showOpen();
  };
  open.set(key, title);
  showOpen();
  const heartbeat = setInterval(() => !interactive && !hushed && say(`  … ${noted} (${elapsed()})`), heartbeatMs);
  const close = (mark: string) => {
    clearInterval(heartbeat);
    open.delete(key);
    if (!hushed) say(`  ${mark} ${noted} (${elapsed()})`);
  };
  try {
    const result = await work(note);
    close('✔');
    return result;
  } catch (error) {
    close('✘');
    throw error;
  }
}

/** Runs a program's main function; a {@link Halt} ends it with its sentence, anything else with its stack. */
export async function program(main: () => Promise<number | void>): Promise<void> {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    process.stderr.write(
      error instanceof Halt ? `${error.message}\n` : `${(error as Error)?.stack ?? String(error)}\n`,
    );
    process.exitCode = 1;
  }
}
