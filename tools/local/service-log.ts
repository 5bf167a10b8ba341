import type { ChildProcess } from 'node:child_process';
import { createWriteStream, existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { say } from './say.js';

const largest = 20 * 1024 ** 2;
const warn = 40;

/**
 * Keeps every line of a process in its file and puts what somebody should see on the terminal: warnings and errors,
 * and what is no JSON on its error output, which is how a crash speaks.
 */
export function keepLog(name: string, file: string, { stdout, stderr }: ChildProcess, show = say): void {
  mkdirSync(dirname(file), { recursive: true });
  if (existsSync(file) && statSync(file).size > largest) renameSync(file, `${file}.1`);
  const out = createWriteStream(file, { flags: 'a' });
  out.on('error', () => undefined); // a full disk is said elsewhere; the service goes on
  let open = 2;
  for (const stream of [stdout!, stderr!]) {
    createInterface({ input: stream })
      .on('line', (line) => {
        out.write(`${line}\n`);
        const readable = forTerminal(line, stream === stderr);
        if (readable) show(`${name} | ${readable}`);
      })
      .on('close', () => (open -= 1) === 0 && out.end());
  }
}

/** A warning or an error as a person reads it; undefined for everything else. */
export function forTerminal(line: string, fromStderr = true): string | undefined {
  const plain = fromStderr ? line : undefined;
  if (line.trim() === '') return undefined;
  let entry: Record<string, unknown>;
  try {
    entry = JSON.parse(line) as Record<string, unknown>;
    if (typeof entry !== 'object' || entry === null) return plain;
  } catch {
    return plain;
  }
  const level = entry['level'];
  const severe = typeof level === 'number' ? level >= warn : /^(warn|error|fatal)/i.test(String(level));
  if (!severe) return undefined;
  const word = typeof level === 'number' ? (level >= 60 ? 'fatal' : level >= 50 ? 'error' : 'warn') : String(level);
  const cause = entry['err'] as { message?: string } | undefined;
  const said = [entry['msg'], cause?.message].filter((part, index, all) => part && all.indexOf(part) === index);
  return `${word}: ${said.join(': ') || line}`;
}
