import { describe, expect, it } from '@jest/globals';
import { fold } from './folding.js';
import { stemsOf } from './stems.js';

const found = (asked: string, text: string, language: string): boolean => {
  const indexed = stemsOf(fold(text), language);
  return stemsOf(fold(asked)).some((stem) => indexed.includes(stem));
};

describe('stems', () => {
  it.each([
    ['en', 'networks', 'network'],
    ['en', 'regulation', 'regulations'],
    ['en', 'policy', 'policies'],
    ['fr', 'reseau', 'réseaux'],
    ['fr', 'SECURITE', 'sécurité'],
    ['fr', 'réglementations', 'réglementation'],
    ['es', 'telecomunicacion', 'telecomunicaciones'],
    ['es', 'gestion', 'gestión'],
    ['ru', 'сетей', 'сеть'],
    ['ru', 'кибербезопасности', 'кибербезопасность'],
    ['ar', 'سيبراني', 'السيبرانية'],
    ['ar', 'شبكة', 'والشبكات'],
    ['ar', 'ادارة', 'لإدارة'],
    ['ar', 'الطيف', 'طيف'],
    ['ar', 'إدارة', 'وإدارتها'],
    ['pt', 'capacitação', 'capacitação'],
  ])('in %s “%s” finds “%s”', (language, asked, text) => {
    expect(found(asked, text, language)).toBe(true);
  });

  it.each([
    ['en', 'network', 'netball'],
    ['ru', 'связь', 'сеть'],
    ['ar', 'طيف', 'شبكة'],
    ['fr', 'spectre', 'secteur'],
  ])('in %s “%s” does not find “%s”', (language, asked, text) => {
    expect(found(asked, text, language)).toBe(false);
  });

  it('of a question are those of every language that the letters allow', () => {
    expect(stemsOf('formation')).toEqual(expect.arrayContaining(['formation', 'format']));
    expect(stemsOf('связь')).toHaveLength(1);
  });
});
