type Kind = 'import' | 'export';

/** Adds names to the statement of a module, which is written when there is none; names that are there stay alone. */
export function withNames(text: string, kind: Kind, module: string, names: readonly string[]): string {
  const known = namesOf(text, kind, module);
  const statement = `${kind} { ${[...new Set([...known, ...names])].join(', ')} } from '${module}';`;
  if (known.length > 0) return text.replace(patternOf(kind, module), statement);
  if (kind === 'import') return `${statement}\n${text}`;
  // After the last statement of this kind, else after the last import.
  const last = [...text.matchAll(/^(?:import|export) [^;]* from '[^']+';\n/gm)].at(-1);
  const at = last ? last.index + last[0].length : 0;
  return `${text.slice(0, at)}${last?.[0].startsWith('import') ? '\n' : ''}${statement}\n${text.slice(at)}`;
}

/** The names that a statement of this kind takes from a module; none when there is no such statement. */
export function namesOf(text: string, kind: Kind, module: string): string[] {
  const [, names = ''] = patternOf(kind, module).exec(text) ?? [];
  return names.split(',').flatMap((name) => name.trim() || []);
}

const patternOf = (kind: Kind, module: string): RegExp =>
  new RegExp(`^${kind} \\{([^}]*)\\} from '${module.replaceAll('.', '\\.')}';`, 'm');
