import { runHere } from '../local/run-here.js';
import { Halt, say } from '../local/say.js';
import { Undoable } from './undoable.js';

/** Runs one of our programs or a package's, to its end. */
export type RunProgram = (program: string, ...args: string[]) => Promise<void>;

/**
 * Makes files; whatever fails or is interrupted leaves everything as it was.
 *
 * @param root the repository's folder
 * @param make writes with the first and runs programs with the second
 * @throws what `make` throws, or Halt with what a program said that failed
 */
export async function allOrNothing(
  root: string,
  make: (files: Undoable, run: RunProgram) => Promise<void>,
): Promise<void> {
  let interrupted = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => (interrupted = true));
  const files = new Undoable(root);
  try {
    await make(files, async (program, ...args) => {
      const { ok, output } = await runHere(program, args);
      if (interrupted) throw new Halt('Interrupted.');
      if (!ok) throw new Halt(output.trim());
    });
  } catch (error) {
    files.undo();
    say('Nothing was kept: everything is as it was before.');
    throw error;
  }
}
