import type { Mapping, Relation } from './code-entry.js';
import { codeLists } from './code-lists.js';
import { vocabularies } from './vocabularies.js';

const seenFromThere: Readonly<Record<Relation, Relation>> = {
  exact: 'exact',
  close: 'close',
  related: 'related',
  broad: 'narrow',
  narrow: 'broad',
};

let declaredElsewhere: Map<string, Mapping[]> | undefined;

/** What a code of ours means in other lists and vocabularies: what it declares itself, and what others declare of it. */
export function mappingsOf(list: string, code: string): readonly Mapping[] {
  const own = codeLists.find(({ name }) => name === list)?.details(code).mappings ?? [];
  const others = (declaredElsewhere ??= seenFromTheOtherSide()).get(`${list} ${code}`) ?? [];
  const isNew = (mapping: Mapping): boolean =>
    !own.some(({ scheme, code }) => scheme === mapping.scheme && code === mapping.code);
  return [...own, ...others.filter(isNew)];
}

function seenFromTheOtherSide(): Map<string, Mapping[]> {
  const found = new Map<string, Mapping[]>();
  for (const list of codeLists) {
    for (const code of list.codes) {
      for (const mapping of list.details(code).mappings) {
        const target = `${mapping.scheme} ${mapping.code}`;
        const back = { ...mapping, scheme: list.name, code, relation: seenFromThere[mapping.relation] };
        found.set(target, [...(found.get(target) ?? []), back]);
      }
    }
  }
  return found;
}

/**
 * The name on the web of a list or code of ours, `urn:capdev:taxonomy:<list>:<code>`, or the address of a code of others.
 * Ours are names and no addresses, so that they stay when addresses change.
 */
export function iriOf(scheme: string, code?: string): string {
  const vocabulary = vocabularies[scheme];
  if (vocabulary) return vocabulary.iri + (code ?? '');
  return ['urn:capdev:taxonomy', scheme, ...(code === undefined ? [] : [code])].join(':');
}
