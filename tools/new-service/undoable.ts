import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Writes files so that everything can be put back as it was before. */
export class Undoable {
  private readonly before = new Map<string, string | undefined>();
  private readonly folders: string[] = [];

  constructor(private readonly root: string) {}

  write(path: string, text: string): void {
    this.keep(path);
    const made = mkdirSync(dirname(join(this.root, path)), { recursive: true });
    if (made !== undefined) this.folders.push(made);
    writeFileSync(join(this.root, path), text);
  }

  change(path: string, change: (text: string) => string): void {
    this.write(path, change(readFileSync(join(this.root, path), 'utf8')));
  }

  /** Remembers a file that another program is going to write. */
  keep(path: string): void {
    const file = join(this.root, path);
    if (!this.before.has(path)) this.before.set(path, existsSync(file) ? readFileSync(file, 'utf8') : undefined);
  }

  /** The same for a folder, if it is not there yet. */
  keepAway(folder: string): void {
    if (!existsSync(join(this.root, folder))) this.folders.push(join(this.root, folder));
  }

  undo(): void {
    for (const [path, text] of this.before) {
      if (text === undefined) rmSync(join(this.root, path), { force: true });
      else writeFileSync(join(this.root, path), text);
    }
    // With whatever other programs have put there since.
    for (const folder of this.folders) rmSync(folder, { recursive: true, force: true });
  }
}
