import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { root } from './paths.js';
import { readTopics } from './topics.js';

describe('the list of topics', () => {
  it('has the topic of every event that has been released, or its announcements would wait for ever', () => {
    const released = readdirSync(join(root, 'libs', 'contracts', 'frozen')).map((file) => file.split('.').slice(0, 4));
    const needed = [...new Set(released.map((parts) => parts.join('.')))].toSorted();
    const listed = readTopics().map(({ name }) => name);
    expect(listed.filter((name) => !name.endsWith('.dead-letter')).toSorted()).toEqual(needed);
  });

  it('is read strictly', () => {
    expect(() => readTopics('int.itu.catalogue.course\tsix\t-1\t1048588')).toThrow('is not a name');
  });
});
