import { describe, expect, it } from '@jest/globals';
import { describeError } from './logger.js';

describe('what a log line tells of an error', () => {
  it('is what broke and where, and never the values that were sent to the database', () => {
    const driverError = Object.assign(new Error('duplicate key value violates unique constraint "contact_address"'), {
      code: '23505',
      constraint: 'contact_address',
      detail: 'Key (address)=(somebody@example.org) already exists.',
      parameters: ['somebody@example.org'],
    });
    const described = describeError(new Error('The contact could not be saved', { cause: driverError }));
    expect(described).toMatchObject({
      message: 'The contact could not be saved',
      cause: { code: '23505', constraint: 'contact_address' },
    });
    expect(JSON.stringify(described)).not.toContain('somebody');
  });

  it('ends, even of an error that is its own cause', () => {
    const error = new Error('round');
    error.cause = error;
    expect(JSON.stringify(describeError(error)).match(/"message":"round"/g)).toHaveLength(4);
    expect(describeError('a text')).toEqual({ message: 'a text' });
  });
});
