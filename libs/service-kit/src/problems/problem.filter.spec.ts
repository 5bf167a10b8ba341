import { Writable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { fastify } from 'fastify';
import { pino } from 'pino';
import { describeError } from '../observability/logger.js';
import { DomainError, problemOf } from './domain-error.js';
import { ProblemFilter } from './problem.filter.js';

/** A server whose every address is refused for want of what the address names, and the lines it writes. */
function refusingServer() {
  const lines: { level: number; code: string; err: object }[] = [];
  const sink = new Writable({
    write(line, _encoding, done) {
      lines.push(JSON.parse(String(line)));
      done();
    },
  });
  const problems = new ProblemFilter(pino({ serializers: { err: describeError } }, sink));
  const server = fastify();
  server.setErrorHandler((error, request, reply) => problems.answer(error, request, reply));
  server.get<{ Params: { what: string } }>('/:what', ({ params }) => {
    const cause = Object.assign(new Error('deadlock detected'), { code: '40P01', detail: 'a row of somebody' });
    throw new DomainError('unavailable', `${params.what}-unavailable`, 'It is away.', [], {}, { cause });
  });
  return { server, lines };
}

describe('the cause of a refusal that may be tried again', () => {
  it('is in the log, without the values of the row, and not in the answer', async () => {
    const { server, lines } = refusingServer();
    const { body } = await server.inject('/database');
    expect(body).not.toContain('deadlock');
    expect(lines).toEqual([
      expect.objectContaining({
        level: pino.levels.values['warn'],
        code: 'database-unavailable',
        err: expect.objectContaining({ message: 'deadlock detected', code: '40P01' }),
      }),
    ]);
    expect(JSON.stringify(lines)).not.toContain('somebody');
  });

  it('is told at most once a second for each code', async () => {
    const { server, lines } = refusingServer();
    const began = Date.now();
    for (let request = 0; request < 50; request++) {
      await server.inject('/database');
      await server.inject('/keys');
    }
    const seconds = Math.floor((Date.now() - began) / 1000) + 1;
    expect(new Set(lines.map(({ code }) => code))).toEqual(new Set(['database-unavailable', 'keys-unavailable']));
    expect(lines.length).toBeLessThanOrEqual(2 * seconds);
  });
});

describe('a problem with members of its own', () => {
  class Ambiguous extends DomainError {
    override readonly members = { candidates: [{ id: 'one' }] };
  }

  it('has them beside those that every problem has', () => {
    expect(problemOf(new Ambiguous('conflict', 'thing-ambiguous', 'Which one?'))).toEqual({
      type: 'urn:capdev:problem:thing-ambiguous',
      title: 'Not possible in the present state',
      status: 409,
      detail: 'Which one?',
      code: 'thing-ambiguous',
      candidates: [{ id: 'one' }],
    });
  });
});
