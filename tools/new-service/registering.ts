import { Halt } from '../local/say.js';
import { partOf, type Words } from './rendering.js';

type Register = (text: string, words: Words, manifest: Manifest) => string;

/** The part of a `package.json` that npm's lock file repeats. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly dependencies: Readonly<Record<string, string>>;
}

/** The four files outside a service's own folders that name it, each with how its name gets there. */
export const registers: Readonly<Record<string, Register>> = {
  CODEOWNERS: (text, { name, slug }) => {
    const team = `@capdev/${slug}-team`;
    const line = (folder: string) => `${folder.padEnd(30)}  ${team}\n`;
    const folders = line(`/apps/${name}/`) + line(`/libs/contracts/src/${slug}/`);
    const frozen = `/libs/contracts/frozen/int.itu.${slug}.*  ${team} @capdev/platform-team\n`;
    return before(before(text, /^\n# A promise to others/m, folders), /^\n# Labels in six languages/m, frozen);
  },

  'infra/postgres/databases.sql': (text, { slug }) => {
    const password = (role: string) => `\\set ${role}_password :${slug}_${role}_password`;
    return `${text.trimEnd()}\n\\set slug ${slug} ${password('owner')} ${password('app')} \\ir service-database.sql\n`;
  },

  'docker-compose.yml': (text, words) => {
    const { slug, SLUG } = words;
    const roles = ['owner', 'app'] as const;
    const does = { owner: 'migrates', app: 'runs' };
    const variables = roles.map((role) => {
      const name = `${SLUG}_${role.toUpperCase()}_PASSWORD`;
      const given = `\${${name}:?set a password for the role that ${does[role]} ${slug}}`;
      return { name, line: `      ${name}: ${given}\n`, option: `        -v ${slug}_${role}_password="$$${name}"\n` };
    });
    return [
      [/^ {4}volumes:\n {6}- \.\/infra\/postgres:/m, variables.map(({ line }) => line).join('')] as const,
      [/^ {8}-f \/infra\/postgres\/databases\.sql/m, variables.map(({ option }) => option).join('')] as const,
      [/^volumes:$/m, `${partOf('compose.yml', words)}\n`] as const,
    ].reduce((done, [place, lines]) => before(done, place, lines), text);
  },

  'package-lock.json': (text, { name }, { name: workspace, version, license, dependencies }) => {
    const lock = JSON.parse(text) as { packages: Record<string, object> };
    const { '': root = {}, ...known } = lock.packages;
    const added = {
      [`apps/${name}`]: { name: workspace, version, license, dependencies },
      [`node_modules/${workspace}`]: { resolved: `apps/${name}`, link: true },
    };
    // npm's own order, so that its next installation changes nothing.
    const sorted = Object.entries({ ...known, ...added }).sort(([a], [b]) => a.localeCompare(b, 'en'));
    return `${JSON.stringify({ ...lock, packages: { '': root, ...Object.fromEntries(sorted) } }, null, 2)}\n`;
  },
};

/** Puts lines before the place that is found. */
function before(text: string, place: RegExp, lines: string): string {
  const at = text.search(place);
  if (at < 0)
    throw new Halt(`Nothing is like ${place} any more: teach tools/new-service/registering.ts the new place.`);
  return text.slice(0, at) + lines + text.slice(at);
}
