/** A dependency that a row asks for. */
export interface WantedLink {
  readonly predecessor: string;
  readonly successor: string;
}

/**
 * The links so that those into an item come before those out of it: what is looked through for a cycle stays small then.
 * Those on cycles come last, as they came: the one that closes it is the last of them in the file.
 */
export function inOrder<Link extends WantedLink>(links: readonly Link[]): Link[] {
  const into = grouped(links, ({ successor }) => successor);
  const outOf = grouped(links, ({ predecessor }) => predecessor);
  const waitsFor = new Map([...into].map(([code, all]) => [code, all.length]));
  const ready = [...outOf.keys()].filter((code) => !into.has(code));
  const ordered: Link[] = [];
  const placed = new Set<string>();
  for (let place = 0; place < ready.length; place += 1) {
    const code = ready[place]!;
    ordered.push(...(into.get(code) ?? []));
    placed.add(code);
    for (const { successor } of outOf.get(code) ?? []) {
      const open = waitsFor.get(successor)! - 1;
      waitsFor.set(successor, open);
      if (open === 0) ready.push(successor);
    }
  }
  return [...ordered, ...links.filter(({ successor }) => !placed.has(successor))];
}

/** What has the same key together, in its order. */
export function grouped<One>(all: readonly One[], keyOf: (one: One) => string): Map<string, One[]> {
  const groups = new Map<string, One[]>();
  for (const one of all) {
    const key = keyOf(one);
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return groups;
}
