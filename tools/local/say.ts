/** Something the person at the terminal can put right: one sentence that says what is wrong and what to do. */
export class Halt extends Error {}

const interactive = process.stderr.isTTY === true;
const heartbeatMs = 10_000;
let open: string | undefined;

// A closed terminal or pipe must not stop the shutdown of what was started.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

/** One line for the person at the terminal. Never on stdout, which belongs to a program's result. */
export function say(line: string): void {
  if (interactive && open) process.stderr.write('\r\x1b[K');
  process.stderr.write(`${line}\n`);
  if (interactive && open) process.stderr.write(open);
}

/** Does one step of a longer job: says that it runs, and in one line what it was and how long it took. */
export async function step<T>(title: string, work: (note: (text: string) => void) => Promise<T>): Promise<T> {
  const began = Date.now();
  let noted = '';
  const elapsed = () => `${((Date.now() - began) / 1000).toFixed(1)} s`;
  const show = () => {
    open = `  … ${title}${noted && ` – ${noted}`}`;
    if (interactive) process.stderr.write(`\r\x1b[K${open}`);
  };
  show();
  const heartbeat = setInterval(() => {
    if (!interactive) process.stderr.write(`  … ${title}${noted && ` – ${noted}`} (${elapsed()})\n`);
  }, heartbeatMs);
  const close = (mark: string) => {
    clearInterval(heartbeat);
    open = undefined;
    process.stderr.write(
      `${interactive ? '\r\x1b[K' : ''}  ${mark} ${title}${noted && ` – ${noted}`} (${elapsed()})\n`,
    );
  };
  try {
    const result = await work((text) => {
      noted = text;
      show();
    });
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
