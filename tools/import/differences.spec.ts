import { describe, expect, it } from '@jest/globals';
import { differences } from './differences.js';

const text = (texts: Record<string, string>) => ({ original: 'en', text: texts });

describe('what a repeated loading writes', () => {
  it('nothing, when the catalogue says the same, in whatever order', () => {
    const present = {
      title: { text: { fr: 'Deux', en: 'Two' }, original: 'en' },
      topics: ['a', 'b'],
      level: 'advanced',
      version: 3,
    };
    expect(
      differences(present, { title: text({ en: 'Two', fr: 'Deux' }), topics: ['a', 'b'], level: 'advanced' }),
    ).toEqual({});
  });

  it('only the fields that differ', () => {
    expect(differences({ level: 'advanced', topics: ['a'] }, { level: 'introductory', topics: ['a'] })).toEqual({
      level: 'introductory',
    });
    expect(differences({ level: null }, { level: 'advanced' })).toEqual({ level: 'advanced' });
    expect(differences({ topics: ['a'] }, { topics: ['a', 'b'] })).toEqual({ topics: ['a', 'b'] });
    expect(differences({ topics: ['a', 'b'] }, { topics: ['b', 'a'] })).toEqual({ topics: ['b', 'a'] });
  });

  it('keeps a translation that somebody added by hand', () => {
    const present = { title: text({ en: 'Two', fr: 'Deux' }) };
    expect(differences(present, { title: text({ en: 'Two' }) })).toEqual({});
    expect(differences(present, { title: text({ en: 'Second' }) })).toEqual({
      title: text({ en: 'Second', fr: 'Deux' }),
    });
  });

  it('leaves fields alone that the list does not feed', () => {
    expect(differences({ audience: ['managers'], state: 'published' }, {})).toEqual({});
  });
});
