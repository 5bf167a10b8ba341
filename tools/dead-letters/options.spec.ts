import { describe, expect, it } from '@jest/globals';
import { readDeadLettersArguments } from './options.js';
import { readReplayArguments } from './replay-options.js';

const now = new Date('2026-11-24T12:00:00Z');
const commandOf = (...args: string[]) => readDeadLettersArguments(args, now).command;

describe('npm run dead-letters', () => {
  it('reads its commands', () => {
    expect(commandOf('list', '--code', 'note-refused', '--since', '6h', '--limit', '5')).toEqual({
      name: 'list',
      choice: { code: 'note-refused', since: '2026-11-24T06:00:00.000Z' },
      limit: 5,
    });
    expect(commandOf('redrive', '0-1', '2-7', '--reason', 'fixed')).toEqual({
      name: 'redrive',
      ids: ['0-1', '2-7'],
      reason: 'fixed',
    });
    expect(commandOf('redrive', '--since', '2026-11-23', '--dry-run')).toEqual({
      name: 'redrive-many',
      choice: { since: '2026-11-23T00:00:00.000Z' },
      dryRun: true,
      reason: undefined,
    });
    expect(commandOf('redrive', '--all')).toMatchObject({ name: 'redrive-many', choice: {} });
    expect(commandOf('give-up', '17', '--reason', 'obsolete')).toEqual({
      name: 'give-up',
      ids: ['17'],
      reason: 'obsolete',
    });
    expect(readDeadLettersArguments(['refused', '--json', '--url', 'http://x', '--token', 't'])).toMatchObject({
      json: true,
      address: { url: 'http://x', token: 't' },
    });
  });

  it.each([
    [[], /COMMAND/],
    [['mend'], /no command "mend"/],
    [['redrive'], /--all/],
    [['redrive', '0-1', '--type', 'x'], /not both/],
    [['redrive', '0-1', '--dry-run'], /not both/],
    [['discard', '0-1'], /--reason/],
    [['discard', '--reason', 'x'], /Say which/],
    [['show'], /one identifier/],
    [['event', 'a', 'b'], /one identifier/],
    [['list', 'something'], /takes no identifier/],
    [['list', '--since', 'yesterday'], /--since takes a time .* not "yesterday"/],
    [['list', '--limit', '0'], /--limit takes a number/],
    [['list', '--colour', 'red'], /Unknown option '--colour'/],
  ])('says what is wrong with %j', (args, sentence) => {
    expect(() => readDeadLettersArguments(args, now)).toThrow(sentence);
  });
});

describe('npm run replay', () => {
  it('reads what is asked for', () => {
    const args = ['--consumer', 'course-catalogue', '--from', '2d', '--reason', 'a table was lost'];
    expect(readReplayArguments(args, now)).toMatchObject({
      request: { from: '2026-11-22T12:00:00.000Z', reason: 'a table was lost', consumer: 'course-catalogue' },
      wait: true,
      address: { service: 'course-catalogue' },
    });
    expect(readReplayArguments(['list', '--consumer', 'x'], now).request).toBeUndefined();
  });

  it.each([
    [['--from', '2d', '--reason', 'x'], /--consumer/],
    [['--consumer', 'x', '--reason', 'x'], /--from/],
    [['--consumer', 'x', '--from', '2d'], /--reason/],
    [['--consumer', 'x', '--from', 'soon', '--reason', 'x'], /--from takes a time/],
    [['again', '--consumer', 'x'], /"again" is not understood/],
  ])('says what is wrong with %j', (args, sentence) => {
    expect(() => readReplayArguments(args, now)).toThrow(sentence);
  });
});
