import { describe, expect, it } from '@jest/globals';
import { isLanguageCode, isMultilingualText, languageName, pickText, type MultilingualText } from './index.js';

const title: MultilingualText = {
  original: 'es',
  text: { es: 'Espectro', en: 'Spectrum', fr: 'Spectre', 'zh-Hans': '频谱' },
};

describe('the text a reader is shown', () => {
  it.each([
    ['the language asked for', ['fr'], 'fr'],
    ['the first preference that exists', ['pt', 'fr', 'es'], 'fr'],
    ['the primary language of a variety', ['fr-CH'], 'fr'],
    ['a variety of the language asked for', ['zh'], 'zh-Hans'],
    ['English when nothing asked for exists', ['pt', 'sw'], 'en'],
    ['English when nothing is asked for', [], 'en'],
  ])('is in %s', (_rule, preferred, language) => {
    expect(pickText(title, preferred)).toEqual({ language, value: title.text[language], isOriginal: false });
  });

  it('prefers the plain language to another variety of it', () => {
    const both = { original: 'en', text: { en: 'Spectrum', 'fr-CA': 'Spectre (Canada)', fr: 'Spectre' } };
    expect(pickText(both, ['fr-BE']).language).toBe('fr');
  });

  it('is the original when there is neither a preference nor English, and says so', () => {
    const portuguese = { original: 'pt', text: { pt: 'Espectro', es: 'Espectro' } };
    expect(pickText(portuguese, ['fr'])).toEqual({ language: 'pt', value: 'Espectro', isOriginal: true });
  });

  it('passes over an empty translation', () => {
    expect(pickText({ original: 'en', text: { en: 'Spectrum', fr: '' } }, ['fr']).language).toBe('en');
  });

  it('is never a property of an object, whatever language is "preferred"', () => {
    for (const trick of ['constructor', '__proto__', 'toString', '', '-']) {
      expect(pickText(title, [trick]).value).toBe('Spectrum');
    }
  });
});

describe('a multilingual text from outside', () => {
  it('is accepted with known languages and its original', () => {
    expect(isMultilingualText(title)).toBe(true);
    expect(isMultilingualText({ original: 'pt-BR', text: { 'pt-BR': 'Espectro' } })).toBe(true);
  });

  it.each([
    ['no object', 'Spectrum'],
    ['nothing', null],
    ['a list', []],
    ['no texts', { original: 'en' }],
    ['texts as a list', { original: 'en', text: ['Spectrum'] }],
    ['an original without its text', { original: 'en', text: { fr: 'Spectre' } }],
    ['an original that is a property of every object', { original: 'constructor', text: { fr: 'Spectre' } }],
    ['an empty text', { original: 'en', text: { en: 'Spectrum', fr: '  ' } }],
    ['a text that is no text', { original: 'en', text: { en: 3 } }],
    ['a language that does not exist', { original: 'en', text: { en: 'Spectrum', xx: '?' } }],
    ['a language in another spelling', { original: 'EN', text: { EN: 'Spectrum' } }],
  ])('is refused with %s', (_fault, value) => {
    expect(isMultilingualText(value)).toBe(false);
  });
});

describe('a language code', () => {
  it('is any real language in its canonical spelling', () => {
    for (const code of ['ar', 'zh', 'pt', 'pt-BR', 'sw', 'zh-Hant']) expect(isLanguageCode(code)).toBe(true);
  });

  it('is nothing else', () => {
    const others = [
      'EN',
      'pt_br',
      'pt-br',
      'xx',
      'english',
      '',
      'e',
      'en-',
      7,
      null,
      undefined,
      {},
      'a'.repeat(10_000),
    ];
    for (const code of others) expect(isLanguageCode(code)).toBe(false);
  });

  it('has a name in the language of the reader, also outside the six', () => {
    expect(languageName('fr', 'es')).toBe('francés');
    expect(languageName('pt', 'fr')).toBe('portugais');
  });
});
