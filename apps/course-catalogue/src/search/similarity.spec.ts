import { describe, expect, it } from '@jest/globals';
import { type About, type Comparable, similarityTo, tellingWordsOf } from './similarity.js';

const about: About = { telling: () => 1, providerName: () => 'Example Centre', language: 'en' };
const course = (text: Record<string, string>, more: Partial<Comparable> = {}): Comparable => ({
  title: { original: Object.keys(text)[0]!, text },
  topics: [],
  level: null,
  providerIds: [],
  languages: [],
  ...more,
});
const reasonsOf = (one: Comparable, other: Comparable, known = about) => similarityTo(one, known)(other)?.reasons;

describe('the words of a title that tell what a course is about', () => {
  it.each([
    ['en', 'Introduction to the management of the spectrum', ['Introduction', 'management', 'spectrum']],
    ['fr', "Les fondements de l'accès à l’Internet", ['fondements', 'accès', 'Internet']],
    ['zh', '频谱管理的导论', ['频谱', '管理', '导论']],
    ['ru', 'Курс: управление спектром', ['управление', 'спектром']],
    ['en', 'Networks, network by network', ['network']],
  ])('are as written, without small words: %s', (language, title, words) => {
    expect(tellingWordsOf(title, language).map(({ shown }) => shown)).toEqual(words);
  });
});

describe('two courses are alike', () => {
  it('by words, shown as the other title has them, whatever their form', () => {
    const reasons = reasonsOf(
      course({ en: 'Managing mobile networks' }),
      course({ en: 'The Mobile Network in practice' }),
    );
    expect(reasons).toEqual([{ kind: 'words', values: ['Mobile', 'Network'], text: 'Mobile, Network' }]);
  });

  it('by the language in which most is in common', () => {
    const one = course({ en: 'Spectrum', fr: 'Gestion du spectre' });
    expect(reasonsOf(one, course({ en: 'Spectra', fr: 'Le spectre et sa gestion' }))).toMatchObject([
      { values: ['gestion', 'spectre'] },
    ]);
  });

  it('by topics, and then also by level, provider and languages, in the words of the reader', () => {
    const both = { topics: ['e-waste'], level: 'advanced', providerIds: ['p'], languages: ['en', 'fr'] };
    const reasons = reasonsOf(course({ en: 'One' }, both), course({ fr: 'Deux' }, both), { ...about, language: 'fr' });
    expect(reasons?.map(({ kind, values, text }) => [kind, values, text])).toEqual([
      ['topics', ['e-waste'], 'Déchets électroniques'],
      ['level', ['advanced'], 'Avancé'],
      ['provider', ['p'], 'Example Centre'],
      ['languages', ['en', 'fr'], 'anglais, français'],
    ]);
  });

  it('not by level, provider or language alone, nor by one word among many', () => {
    const both = { level: 'advanced', providerIds: ['p'], languages: ['en'] };
    expect(similarityTo(course({ en: 'Spectrum' }, both), about)(course({ en: 'Cables' }, both))).toBeUndefined();
    const long = course({ en: 'Planning radio networks between rural municipalities of mountainous regions' });
    expect(similarityTo(long, about)(course({ en: 'Planning' }))).toBeUndefined();
  });

  it('more by a rare word than by one that most titles have', () => {
    const [usualWord] = tellingWordsOf('Introduction', 'en')[0]!.lexemes;
    const known: About = { ...about, telling: (lexeme) => (lexeme === usualWord ? 0.1 : 1) };
    const one = course({ en: 'Introduction to interoperability' });
    const rare = similarityTo(one, known)(course({ en: 'Interoperability' }));
    const usual = similarityTo(one, known)(course({ en: 'Introduction' }));
    expect(rare?.score).toBeGreaterThan(usual?.score ?? 0);
  });
});
