import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { linkKinds, Links } from './links.js';
import { Network, type NetworkNode } from './network.js';

interface Plan {
  readonly nodes: readonly NetworkNode[];
  readonly links: readonly { from: string; to: string; kind: number; lag: number }[];
}

const idOf = (index: number): string => `n${String(index).padStart(2, '0')}`;

/** Plans whose dependencies lead from lower to higher numbers, so that there is no circle. */
const plans = (deadlines: boolean): fc.Arbitrary<Plan> =>
  fc.integer({ min: 1, max: 14 }).chain((size) =>
    fc.record({
      nodes: fc.tuple(
        ...Array.from({ length: size }, (_, index) =>
          fc.record({
            id: fc.constant(idOf(index)),
            duration: fc.integer({ min: 0, max: 9 }),
            notBefore: fc.integer({ min: 0, max: 20 }),
            ...(deadlines && { deadline: fc.option(fc.integer({ min: 0, max: 60 }), { nil: undefined }) }),
          }),
        ),
      ),
      links: fc.array(
        fc
          .record({
            ends: fc.uniqueArray(fc.integer({ min: 0, max: size - 1 }), { minLength: Math.min(2, size), maxLength: 2 }),
            kind: fc.integer({ min: 0, max: 3 }),
            lag: fc.integer({ min: -5, max: 8 }),
          })
          .map(({ ends, ...link }) => ({ from: idOf(Math.min(...ends)), to: idOf(Math.max(...ends)), ...link })),
        { maxLength: size === 1 ? 0 : 3 * size },
      ),
    }),
  );

function networkOf({ nodes, links }: Plan): Network {
  const places = new Map(nodes.map(({ id }, place) => [id, place]));
  const tied = new Links(links.length);
  for (const { from, to, kind, lag } of links) tied.add(places.get(from)!, places.get(to)!, linkKinds[kind]!, lag);
  return new Network(nodes, tied);
}

const byId = (network: Network): Record<string, unknown> =>
  Object.fromEntries(
    network.nodes.map(({ id }, place) => [
      id,
      {
        earliest: network.earliestStart(place),
        latest: network.latestStart(place),
        slack: network.slackOf(place),
        critical: network.isCritical(place),
      },
    ]),
  );

/**
 * The same by another way: every dependency as the least distance between two starts, and the longest way to, and from,
 * each start, found by going over all of them until nothing changes.
 */
function longestPaths({ nodes, links }: Plan): { earliest: Map<string, number>; latest: Map<string, number> } {
  const durationOf = new Map(nodes.map(({ id, duration }) => [id, duration]));
  const distances = links.map(({ from, to, kind, lag }) => {
    const [before, after] = [durationOf.get(from)!, durationOf.get(to)!];
    return { from, to, distance: [before + lag, lag, before + lag - after, lag - after][kind]! };
  });
  const earliest = new Map(nodes.map(({ id, notBefore = 0 }) => [id, notBefore]));
  for (let changed = true; changed;) {
    changed = false;
    for (const { from, to, distance } of distances) {
      if (earliest.get(from)! + distance <= earliest.get(to)!) continue;
      earliest.set(to, earliest.get(from)! + distance);
      changed = true;
    }
  }
  const end = Math.max(...nodes.map(({ id, duration }) => earliest.get(id)! + duration));
  const latest = new Map(nodes.map(({ id, duration, deadline = end }) => [id, Math.min(end, deadline) - duration]));
  for (let changed = true; changed;) {
    changed = false;
    for (const { from, to, distance } of distances) {
      if (latest.get(to)! - distance >= latest.get(from)!) continue;
      latest.set(from, latest.get(to)! - distance);
      changed = true;
    }
  }
  return { earliest, latest };
}

const placesOf = (network: Network): number[] => network.nodes.map((_, place) => place);

describe('whatever the network', () => {
  it('the two passes find the longest paths', () => {
    fc.assert(
      fc.property(plans(true), (plan) => {
        const network = networkOf(plan);
        const { earliest, latest } = longestPaths(plan);
        expect(Object.fromEntries(plan.nodes.map(({ id }, place) => [id, network.earliestStart(place)]))).toEqual(
          Object.fromEntries(earliest),
        );
        expect(Object.fromEntries(plan.nodes.map(({ id }, place) => [id, network.latestStart(place)]))).toEqual(
          Object.fromEntries(latest),
        );
      }),
    );
  });

  it('nothing has negative slack unless a deadline makes it, and something has none to spare', () => {
    fc.assert(
      fc.property(plans(false), (plan) => {
        const network = networkOf(plan);
        expect(Math.min(...placesOf(network).map((place) => network.slackOf(place)!))).toBe(0);
      }),
    );
  });

  it('the critical path is a chain of what has the least slack', () => {
    fc.assert(
      fc.property(plans(true), (plan) => {
        const network = networkOf(plan);
        const path = network.criticalPath();
        expect(path.length).toBeGreaterThan(0);
        for (const place of path) expect(network.slackOf(place)).toBe(network.leastSlack);
        for (const [index, place] of path.slice(1).entries()) {
          const tied = plan.links.some(
            ({ from, to }) => from === network.nodes[path[index]!]!.id && to === network.nodes[place]!.id,
          );
          expect(tied).toBe(true);
        }
        const first = network.nodes[path[0]!]!;
        expect(network.earliestStart(path[0]!)).toBe(first.notBefore);
      }),
    );
  });

  it('moving something within its slack moves neither the end nor a deadline that was kept', () => {
    fc.assert(
      fc.property(plans(true), fc.nat(), fc.nat(), (plan, which, days) => {
        const before = networkOf(plan);
        const place = which % plan.nodes.length;
        const slack = before.slackOf(place)!;
        fc.pre(slack > 0);
        const notBefore = before.earliestStart(place) + (days % (slack + 1));
        const after = networkOf({ ...plan, nodes: plan.nodes.with(place, { ...plan.nodes[place]!, notBefore }) });
        expect(after.end).toBe(before.end);
        for (const at of placesOf(after)) {
          const { deadline } = plan.nodes[at]!;
          if (deadline === undefined || before.earliestFinish(at) > deadline) continue;
          expect(after.earliestFinish(at)).toBeLessThanOrEqual(deadline);
        }
      }),
    );
  });

  it('the order in which it was read changes nothing', () => {
    const shuffled = plans(true).chain((plan) =>
      fc.record({
        plan: fc.constant(plan),
        nodes: fc.shuffledSubarray([...plan.nodes], { minLength: plan.nodes.length }),
        links: fc.shuffledSubarray([...plan.links], { minLength: plan.links.length }),
      }),
    );
    fc.assert(
      fc.property(shuffled, ({ plan, nodes, links }) => {
        const [one, other] = [networkOf(plan), networkOf({ nodes, links })];
        expect(byId(other)).toEqual(byId(one));
        const pathOf = (network: Network): string[] => network.criticalPath().map((place) => network.nodes[place]!.id);
        expect(pathOf(other)).toEqual(pathOf(one));
      }),
    );
  });
});
