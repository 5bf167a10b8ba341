/** One thing before another. */
export interface Edge {
  readonly predecessorId: string;
  readonly successorId: string;
}

/** The shortest way along the edges, both ends included; undefined when there is none. */
export function shortestPath(from: string, to: string, edges: readonly Edge[]): string[] | undefined {
  const after = new Map<string, string[]>();
  for (const { predecessorId, successorId } of edges) {
    const successors = after.get(predecessorId);
    if (successors) successors.push(successorId);
    else after.set(predecessorId, [successorId]);
  }
  const cameFrom = new Map<string, string | undefined>([[from, undefined]]);
  const waiting = [from];
  for (let place = 0; place < waiting.length; place += 1) {
    const here = waiting[place]!;
    if (here === to) return wayTo(here, cameFrom);
    for (const successorId of after.get(here) ?? []) {
      if (cameFrom.has(successorId)) continue;
      cameFrom.set(successorId, here);
      waiting.push(successorId);
    }
  }
  return undefined;
}

function wayTo(end: string, cameFrom: ReadonlyMap<string, string | undefined>): string[] {
  const way: string[] = [];
  for (let here: string | undefined = end; here !== undefined; here = cameFrom.get(here)) way.push(here);
  return way.reverse();
}
