import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fold } from './folding.js';

describe('folding', () => {
  it.each([
    ['accents', 'Sécurité', 'securite'],
    ['a combining accent', 'gestio\u0301n', 'gestion'],
    ['ñ and ç', 'Niñez façade', 'ninez facade'],
    ['ligatures', 'Œuvre', 'oeuvre'],
    ['ligatures with accents', 'Ǽ', 'ae'],
    ['full-width letters and digits', 'ＩＰｖ６', 'ipv6'],
    ['soft hyphens and zero-width characters', 'кибер\u00adбезо\u200bпас\u2060ность\ufeff', 'кибербезопасность'],
    ['ё, but not й', 'Ёлка й', 'елка й'],
    ['the stress mark of a dictionary', 'свя\u0301зь', 'связь'],
    ['Arabic vowel signs and the stretching stroke', 'إِدَارَةُ الطَّيْـــف', 'اداره الطيف'],
    ['forms of alif, yaa and the bound taa', 'أإآا ى ة', 'اااا ي ه'],
    ['Arabic presentation forms', '\ufefb', 'لا'],
    ['Arabic and Persian digits', '٥ ۵', '5 5'],
    ['Chinese as it is', '频谱', '频谱'],
  ])('takes %s for the plain letters', (_, written, folded) => {
    expect(fold(written)).toBe(folded);
  });

  it('is the same the second time, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => fold(fold(text)) === fold(text)),
      { numRuns: 2_000 },
    );
  });
});
