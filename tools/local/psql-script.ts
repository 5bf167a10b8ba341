import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import pg from 'pg';

type Variables = Record<string, string>;

/**
 * Runs a script in the small part of psql's language that `infra/postgres` uses, so that an operator with psql and
 * a machine without it run the same file: `\set`, `\ir`, `\connect`, `\gexec`, and `:name`, `:'name'`, `:"name"`.
 * Anything else after a backslash is an error.
 */
export async function runPsqlScript(file: string, url: string, given: Variables): Promise<void> {
  const session = new Session(url, { ...given });
  try {
    await session.run(file);
  } finally {
    await session.close();
  }
}

class Session {
  private client?: pg.Client;

  constructor(
    private url: string,
    private readonly variables: Variables,
  ) {}

  async run(file: string): Promise<void> {
    let statement = '';
    for (const line of readFileSync(file, 'utf8').split('\n')) {
      if (line.trimStart().startsWith('--')) continue;
      if (line.startsWith('\\')) {
        for (const command of line.split(/(?=\\)/)) await this.meta(command.trim(), file);
        continue;
      }
      statement += `${line}\n`;
      if (/\\gexec\s*$/.test(line)) {
        for (const row of await this.query(statement.replace(/\\gexec\s*$/, ''))) {
          for (const made of Object.values(row)) await this.query(String(made), {});
        }
        statement = '';
      } else if (/;\s*$/.test(line)) {
        await this.query(statement);
        statement = '';
      }
    }
    if (statement.trim()) throw new Error(`${file} ends inside a statement: ${statement.trim()}`);
  }

  async close(): Promise<void> {
    await this.client?.end();
    this.client = undefined;
  }

  private async meta(command: string, file: string): Promise<void> {
    const [name, first, ...rest] = command.split(/\s+/);
    if (name === '\\set' && first) {
      this.variables[first] = rest.map((part) => (part.startsWith(':') ? this.value(part.slice(1)) : part)).join('');
    } else if (name === '\\ir' && first) {
      await this.run(join(dirname(file), first));
    } else if (name === '\\connect' && first) {
      await this.close();
      const next = new URL(this.url);
      next.pathname = `/${encodeURIComponent(first.startsWith(':') ? this.value(first.slice(1)) : first)}`;
      this.url = next.href;
    } else {
      throw new Error(`${file}: "${command}" is more psql than npm start understands.`);
    }
  }

  private async query(text: string, variables: Variables = this.variables): Promise<Record<string, unknown>[]> {
    if (!this.client) {
      this.client = new pg.Client({ connectionString: this.url, application_name: 'provisioning' });
      await this.client.connect();
    }
    return (await this.client.query<Record<string, unknown>>(substitute(text, variables))).rows;
  }

  private value(name: string): string {
    return valueOf(this.variables, name);
  }
}

/** Puts variables in, quoted as a literal or as a name; `::casts` and text in quotes are left alone. */
export function substitute(text: string, variables: Variables): string {
  return text.replace(/'(?:[^']|'')*'|::|:'(\w+)'|:"(\w+)"/g, (found, literal?: string, name?: string) => {
    if (literal) return pg.escapeLiteral(valueOf(variables, literal));
    if (name) return pg.escapeIdentifier(valueOf(variables, name));
    return found;
  });
}

function valueOf(variables: Variables, name: string): string {
  const value = variables[name];
  if (value === undefined) throw new Error(`The variable "${name}" is not set.`);
  return value;
}
