import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Highlighter } from './highlight.js';
import { questionOf } from './question.js';

const shown = (text: string, question: string, language: string): string =>
  new Highlighter(new Set(questionOf(question).words.flatMap(({ stems }) => stems))).highlighted(text, language);

describe('marking what matches', () => {
  it.each([
    ['en', 'Networks & services', 'network', '<mark>Networks</mark> &amp; services'],
    ['fr', 'Les réseaux d’accès', 'reseau', 'Les <mark>réseaux</mark> d’accès'],
    ['ar', 'أساسيات إدارة الطيف', 'طيف', 'أساسيات إدارة <mark>الطيف</mark>'],
    ['zh', '我们学习频谱管理的方法', '频谱管理', '我们学习<mark>频谱管理</mark>的方法'],
    ['ru', 'Безопасность сетей', 'сеть', 'Безопасность <mark>сетей</mark>'],
  ])('in %s: %s', (language, text, question, html) => {
    expect(shown(text, question, language)).toBe(html);
  });

  it('marks nothing without a question', () => {
    expect(new Highlighter(new Set()).highlighted('Networks', 'en')).toBe('Networks');
  });

  it('adds nothing but marks, and escapes everything else, whatever text and question hold', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (text, question) => {
        const html = shown(`${text} ${question} <b>`, question, 'en');
        const rest = html.replaceAll(/<\/?mark>/g, '');
        expect(rest).not.toMatch(/[<>"']/);
        const plain = rest
          .replaceAll('&lt;', '<')
          .replaceAll('&gt;', '>')
          .replaceAll('&quot;', '"')
          .replaceAll('&#39;', "'");
        expect(plain.replaceAll('&amp;', '&')).toBe(`${text} ${question} <b>`);
      }),
    );
  });
});
