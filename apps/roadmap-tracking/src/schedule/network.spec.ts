import { describe, expect, it } from '@jest/globals';
import { Links, type LinkKind } from './links.js';
import { Network, type NetworkNode } from './network.js';

type About = number | Omit<NetworkNode, 'id'>;

/** `A FS+2 B`: B begins two days after the end of A, at the earliest. */
function networkOf(about: Record<string, About>, ...links: string[]): Network {
  const places = new Map(Object.keys(about).map((id, place) => [id, place]));
  const nodes = Object.entries(about).map(([id, node]) => ({
    id,
    ...(typeof node === 'number' ? { duration: node } : node),
  }));
  const tied = new Links(links.length);
  for (const link of links) {
    const [, from = '', kind = '', lag = '', to = ''] = /^(\w+) (\w\w)([+-]\d+)? (\w+)$/.exec(link) ?? [];
    tied.add(places.get(from)!, places.get(to)!, kind as LinkKind, Number(lag || 0));
  }
  return new Network(nodes, tied);
}

/** Earliest start and finish, latest start and finish, slack. */
function workedOut(network: Network): Record<string, (number | undefined)[]> {
  return Object.fromEntries(
    network.nodes.map(({ id }, place) => [
      id,
      [
        ...[network.earliestStart(place), network.earliestFinish(place)],
        ...[network.latestStart(place), network.latestFinish(place), network.slackOf(place)],
      ],
    ]),
  );
}

const pathOf = (network: Network): string =>
  network
    .criticalPath()
    .map((place) => network.nodes[place]!.id)
    .join(' ');

describe('a network, worked out by hand', () => {
  // Forward:  A 0+3=3.  B starts at A's end 3, 3+2=5.  C starts at 3, 3+4=7.  D starts at max(5, 7)=7, 7+1=8.  End 8.
  // Backward: D by 8, from 7.  C by D's 7, from 3.  B by 7, from 5.  A by min(B's 5, C's 3)=3, from 0.
  // Slack:    A 0, B 7-5=2, C 0, D 0.
  it('finish to start: two branches that meet again', () => {
    const network = networkOf({ A: 3, B: 2, C: 4, D: 1 }, 'A FS B', 'A FS C', 'B FS D', 'C FS D');
    expect(workedOut(network)).toEqual({
      A: [0, 3, 0, 3, 0],
      B: [3, 5, 5, 7, 2],
      C: [3, 7, 3, 7, 0],
      D: [7, 8, 7, 8, 0],
    });
    expect([network.end, pathOf(network)]).toEqual([8, 'A C D']);
  });

  // Forward:  A 0 to 5.  B starts at 0+2=2 or later, and ends at 5+3=8 or later: from max(2, 8-4)=4 to 8.
  //           C starts at 8-1=7, ends at 8.  End 8.
  // Backward: C by 8, from 7.  B by min(8, 7+1)=8, from 4.
  //           A: its start by 4-2=2, so its end by 2+5=7; its end by 8-3=5: by 5, from 0.
  it('start to start and finish to finish with lags, finish to start with a negative one', () => {
    const network = networkOf({ A: 5, B: 4, C: 1 }, 'A SS+2 B', 'A FF+3 B', 'B FS-1 C');
    expect(workedOut(network)).toEqual({ A: [0, 5, 0, 5, 0], B: [4, 8, 4, 8, 0], C: [7, 8, 7, 8, 0] });
    expect(pathOf(network)).toBe('A B C');
  });

  // Forward:  A not before 4: 4 to 7.  B ends at A's start 4+1=5 or later: 3 to 5.  C 5 to 6.  End 7.
  // Backward: A: its start by B's latest end 6-1=5, so by 8; the plan ends at 7: by 7, from 4.
  //           C by 7, from 6.  B by C's 6, from 4.
  // Slack:    A 0, B 1, C 1.
  it('start to finish with a lag', () => {
    const network = networkOf({ A: { duration: 3, notBefore: 4 }, B: 2, C: 1 }, 'A SF+1 B', 'B FS C');
    expect(workedOut(network)).toEqual({ A: [4, 7, 4, 7, 0], B: [3, 5, 4, 6, 1], C: [5, 6, 6, 7, 1] });
    expect(pathOf(network)).toBe('A');
  });

  // Forward:  A not before 2: 2 to 6.  B ends at 2-1=1 or later, but takes 3 days from 0: 0 to 3.  D starts at 3+2=5, to 7.
  // Backward: D by 7, from 5.  B by 5-2=3, from 0.  A: its start by B's 3+1=4, so by 8; the plan ends at 7: by 7, from 3.
  // Slack:    A 1, B 0, D 0.
  it('start to finish with a negative lag that does not bite', () => {
    const network = networkOf({ A: { duration: 4, notBefore: 2 }, B: 3, D: 2 }, 'A SF-1 B', 'B FS+2 D');
    expect(workedOut(network)).toEqual({ A: [2, 6, 3, 7, 1], B: [0, 3, 0, 3, 0], D: [5, 7, 5, 7, 0] });
    expect(pathOf(network)).toBe('B D');
  });

  // Forward:  A 0 to 6.  B starts at 0-1, that is 0, or later, and ends at 6-1=5 or later: 1 to 5.  C starts at 1+2=3, to 6.
  // Backward: C by 6, from 3.  B: its start by 3-2=1, so by 5, from 1.
  //           A: its start by 1+1=2, so by 8; its end by 5+1=6: by 6, from 0.
  it('start to start and finish to finish with negative lags', () => {
    const network = networkOf({ A: 6, B: 4, C: 3 }, 'A SS-1 B', 'A FF-1 B', 'B SS+2 C');
    expect(workedOut(network)).toEqual({ A: [0, 6, 0, 6, 0], B: [1, 5, 1, 5, 0], C: [3, 6, 3, 6, 0] });
    expect(pathOf(network)).toBe('A B C');
  });

  // Forward:  A 0 to 3.  M at 3.  B starts at 3+1=4, to 6.  N at max(6, 3)=6.  End 6.
  // Backward: N by 6.  B by 6, from 4.  M by 4-1=3.  A by min(3, 6)=3, from 0.
  it('milestones take no time, and are on the path', () => {
    const network = networkOf({ A: 3, M: 0, B: 2, N: 0 }, 'A FS M', 'M FS+1 B', 'B FS N', 'A FS N');
    expect(workedOut(network)).toEqual({
      A: [0, 3, 0, 3, 0],
      M: [3, 3, 3, 3, 0],
      B: [4, 6, 4, 6, 0],
      N: [6, 6, 6, 6, 0],
    });
    expect(pathOf(network)).toBe('A M B N');
  });

  // Forward:  A 0 to 4.  B 4 to 7.  C 7 to 9.  End 9.
  // Backward: C by 9, from 7.  B by min(C's 7, its deadline 5)=5, from 2.  A by 2, from -2.
  // Slack:    A 2-4=-2, B 5-7=-2, C 0.  The least is -2: A and B are critical, C is not.
  it('a deadline that cannot be met', () => {
    const network = networkOf({ A: 4, B: { duration: 3, deadline: 5 }, C: 2 }, 'A FS B', 'B FS C');
    expect(workedOut(network)).toEqual({ A: [0, 4, -2, 2, -2], B: [4, 7, 2, 5, -2], C: [7, 9, 7, 9, 0] });
    expect([network.leastSlack, pathOf(network)]).toEqual([-2, 'A B']);
  });

  // Forward:  A is done: 0 to 2.  B has begun at 3, not finished before 6: 3 to max(3+2, 6)=6; A's end does not move its start.
  //           F ends before 8 days have passed since A's end, 2+8=10, but it has begun at 1: 1 to 10.  C starts at 6, to 9.
  // Backward: F by 10.  C by 10, from 7.  B by C's 7; its start stays.  A is done.
  // Slack:    A none, B 1, C 1, F 0.
  it('what is done and what has begun', () => {
    const network = networkOf(
      {
        A: { duration: 2, started: 0, finished: 2 },
        B: { duration: 2, started: 3, notFinishedBefore: 6 },
        C: 3,
        F: { duration: 1, started: 1 },
      },
      ...['A FS+5 B', 'B FS C', 'A FF+8 F'],
    );
    expect(workedOut(network)).toEqual({
      A: [0, 2, 0, 2, undefined],
      B: [3, 6, 3, 7, 1],
      C: [6, 9, 7, 10, 1],
      F: [1, 10, 1, 10, 0],
    });
    expect(pathOf(network)).toBe('F');
  });

  // B is done though it ought to have waited for A. Facts ask nothing: A has the slack that C leaves it.
  // Forward:  A 0 to 5.  B was 0 to 1.  C not before 4: 4 to 7.  End 7.  Backward: A by 7, from 2.
  it('what was done out of order', () => {
    const network = networkOf(
      { A: 5, B: { duration: 1, started: 0, finished: 1 }, C: { duration: 3, notBefore: 4 } },
      ...['A FS B', 'B FS C'],
    );
    expect(workedOut(network)).toMatchObject({ A: [0, 5, 2, 7, 2], C: [4, 7, 4, 7, 0] });
  });

  // S has begun at 0 and ends at 3; T starts 4 after S began, 4 to 6. That S began is a fact: nothing of S holds T any more.
  it('what hangs on a start that has been hangs on nothing that could move', () => {
    const network = networkOf({ S: { duration: 3, started: 0 }, T: 2 }, 'S SS+4 T');
    expect(workedOut(network)).toEqual({ S: [0, 3, 0, 6, 3], T: [4, 6, 4, 6, 0] });
    expect(pathOf(network)).toBe('T');
  });

  // A and B both end at 2, where C begins: either holds it.
  it('names the smallest identifier where several hold the next', () => {
    const links = ['B FS C', 'A FS C'];
    expect(pathOf(networkOf({ B: 2, A: 2, C: 1 }, ...links))).toBe('A C');
    expect(pathOf(networkOf({ A: 2, B: 2, C: 1 }, ...links))).toBe('A C');
  });

  it('of nothing open has no end and no path', () => {
    const network = networkOf({ A: { duration: 1, started: 0, finished: 1 } });
    expect([network.end, network.leastSlack, pathOf(network)]).toEqual([undefined, undefined, '']);
    expect(networkOf({}).end).toBeUndefined();
  });
});

describe('a circle', () => {
  const cycleIn = (about: Record<string, About>, ...links: string[]): unknown => {
    try {
      networkOf(about, ...links);
      return undefined;
    } catch (error) {
      return error;
    }
  };

  it('is told in the direction of its dependencies, from its smallest identifier', () => {
    const links = ['X FS A', 'C FS B', 'A SS C', 'B FF A', 'B FS Z'];
    expect(cycleIn({ X: 1, Z: 1, C: 1, B: 1, A: 1 }, ...links)).toMatchObject({
      code: 'schedule-cyclic',
      cycle: ['A', 'C', 'B'],
    });
    expect(cycleIn({ A: 1, B: 1, C: 1, X: 1, Z: 1 }, ...links.reverse())).toMatchObject({ cycle: ['A', 'C', 'B'] });
  });

  it('is found behind a long way, and told short', () => {
    const ids = Array.from({ length: 50_000 }, (_, index) => `n${index}`);
    const links = ids.map((id, index) => `${id} FS ${ids[index + 1] ?? 'n40000'}`);
    const error = cycleIn(Object.fromEntries(ids.map((id) => [id, 1])), ...links) as {
      cycle: string[];
      message: string;
    };
    expect(error.cycle).toHaveLength(10_000);
    expect(error.message).toContain('10000 items');
    expect(error.message.length).toBeLessThan(400);
  });
});
