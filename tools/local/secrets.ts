import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** The passwords of this machine: made up when first asked for, kept in a file that only its owner may read. */
export class Secrets {
  private readonly known: Record<string, string>;

  constructor(private readonly file: string) {
    this.known = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>) : {};
  }

  /** The password of this name. */
  get(name: string): string {
    const value = (this.known[name] ??= randomBytes(18).toString('base64url'));
    mkdirSync(dirname(this.file), { recursive: true });
    writeFileSync(`${this.file}.next`, `${JSON.stringify(this.known, null, 2)}\n`, { mode: 0o600 });
    renameSync(`${this.file}.next`, this.file);
    chmodSync(this.file, 0o600);
    return value;
  }
}
