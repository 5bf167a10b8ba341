import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { tokensOf } from './tokens.js';

const words = (text: string): string[] => tokensOf(text).map(({ word }) => word);

describe('the words of a text', () => {
  it.each([
    ['elisions', "l’Internet d'urgence", ['l', 'internet', 'd', 'urgence']],
    ['the parts of a compound', 'e-waste BDT-SPM-101', ['e', 'waste', 'bdt', 'spm', '101']],
    ['Latin and Chinese that touch', '5G频谱管理(IoT)', ['5g', '频谱管理', 'iot']],
    ['Arabic beside Latin', 'أمن IoT، والشبكات', ['امن', 'iot', 'والشبكات']],
    ['invisible characters inside a word', 'spec\u00adtrum\u200b', ['spectrum']],
    ['no word in punctuation', '?!… — ()', []],
  ])('are told apart: %s', (_, text, expected) => {
    expect(words(text)).toEqual(expected);
  });

  it('know that they are parts of one written word', () => {
    const [e, waste, and] = tokensOf('e-waste and');
    expect([e?.group === waste?.group, waste?.group === and?.group]).toEqual([true, false]);
  });

  it('say where they stand, and are never longer than 60 characters, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        let upTo = 0;
        for (const { start, end, word } of tokensOf(text)) {
          expect(start).toBeGreaterThanOrEqual(upTo);
          expect(end).toBeGreaterThan(start);
          expect(word.length).toBeLessThanOrEqual(60);
          upTo = end;
        }
      }),
    );
  });
});
