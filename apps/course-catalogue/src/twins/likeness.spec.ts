import { describe, expect, it } from '@jest/globals';
import type { MultilingualText } from '@capdev/taxonomy';
import { likenessOf } from './likeness.js';
import { titleMarksOf } from './title-marks.js';

const inOne = (language: string, text: string): MultilingualText => ({
  original: language,
  text: { [language]: text },
});
const providerIds = ['019ab6c0-7d10-7c3e-9a51-3f0f2d9c1a01'];
const marksOf = (title: MultilingualText): string[] => titleMarksOf({ title, providerIds, owningUnit: 'BDT' });
const shareMark = (one: MultilingualText, other: MultilingualText): boolean =>
  marksOf(one).some((mark) => marksOf(other).includes(mark));

describe('titles are nearly identical', () => {
  it.each([
    ['en', 'in capitals', 'Introduction to spectrum management', 'INTRODUCTION TO SPECTRUM MANAGEMENT'],
    ['en', 'with punctuation', 'Cybersecurity: the basics', 'Cybersecurity – the basics.'],
    ['en', 'in another order', 'Spectrum management: introduction', 'Introduction to spectrum management'],
    ['en', 'in another form of the words', 'Managing mobile networks', 'Mobile network managing'],
    ['en', 'with other small words', 'The management of a spectrum', 'Spectrum management'],
    ['en', 'with a letter missing', 'Spectrum management', 'Spectrum managment'],
    ['en', 'with a letter too many', 'Digital inclusion for all', 'Digital inclussion for all'],
    ['en', 'with two letters swapped', 'Introduction to networks', 'Intorduction to networks'],
    ['en', 'with two slips in a long word', 'Telecommunication law', 'Telecomunicaton law'],
    ['en', 'in British and American spelling', 'Standardisation of networks', 'Standardization of networks'],
    ['en', 'with a word written apart', 'Cybersecurity basics', 'Cyber security basics'],
    ['en', 'without the hyphen', 'E-waste policies', 'Ewaste policies'],
    ['en', 'with a blank in the number', '5G networks', '5 G networks'],
    ['en', 'of small words alone', 'What is it?', 'What is it'],
    ['fr', 'without accents', 'Sécurité des réseaux électriques', 'Securite des reseaux electriques'],
    ['fr', 'in the plural', 'Gestion du réseau numérique', 'Gestion des réseaux numériques'],
    ['fr', 'with another article', "Gouvernance de l'Internet", 'La gouvernance d’Internet'],
    ['es', 'without accents', 'Introducción a la gestión del espectro', 'Introduccion a la gestion del espectro'],
    ['ar', 'with and without the article', 'مقدمة في إدارة الطيف', 'مقدمة في ادارة طيف'],
    ['ar', 'with vowel signs', 'الأمن السيبراني', 'الأَمْن السِّيبراني'],
    ['ru', 'in another case', 'Управление использованием спектра', 'Управления использованию спектров'],
    ['ru', 'with ё', 'Учёт электронных отходов', 'Учет электронных отходов'],
    ['zh', 'with other punctuation', '物联网：从传感器到服务', '物联网 从传感器到服务'],
    ['zh', 'with a small word less', '网络的管理', '网络管理'],
    ['de', 'in a language without a stemmer', 'Digitale Grundlagen', 'digitale Grundlagen!'],
    ['pt-BR', 'in capitals', 'Redes móveis', 'REDES MOVEIS'],
  ])('in %s %s', (language, _, text, another) => {
    const [one, other] = [inOne(language, text), inOne(language, another)];
    expect(likenessOf(one, other)).toMatchObject({ title: another });
    expect(likenessOf(other, one)).toMatchObject({ title: text });
    expect(shareMark(one, other)).toBe(true);
  });

  it('in one language is enough, whichever is the original', () => {
    const one = { original: 'fr', text: { fr: 'Le spectre en pratique', ar: 'إدارة الطيف' } };
    const other = { original: 'ar', text: { ar: 'إدارة الطيف', en: 'Spectrum monitoring' } };
    expect(likenessOf(one, other)).toEqual({ title: 'إدارة الطيف', why: 'The titles in Arabic are the same.' });
    expect(shareMark(one, other)).toBe(true);
  });

  it('in varieties of one language', () => {
    expect(likenessOf(inOne('pt-BR', 'Redes'), inOne('pt', 'redes'))).toBeDefined();
  });

  it('says by which words they differ', () => {
    const { why } = likenessOf(inOne('en', 'Sattelite networks'), inOne('en', 'Satellite networks')) ?? {};
    expect(why).toBe('The titles in English differ only by “sattelite” and “satellite”.');
  });
});

describe('titles are of different courses', () => {
  it.each([
    ['en', 'another number', '5G networks', '6G networks'],
    ['en', 'another year', 'Internet governance 2026', 'Internet governance 2027'],
    ['en', 'another part', 'Spectrum management, part I', 'Spectrum management, part II'],
    ['en', 'another part, in letters', 'Remote sensing 1A', 'Remote sensing 1B'],
    ['en', 'another level', 'Introductory spectrum management', 'Advanced spectrum management'],
    ['en', 'another country', 'Digital policy in Iran', 'Digital policy in Iraq'],
    ['en', 'another country, by its first letter', 'Digital policy in Gambia', 'Digital policy in Zambia'],
    ['en', 'the opposite', 'Digital inclusion', 'Digital exclusion'],
    ['en', 'another discipline', 'Health information', 'Health informatics'],
    ['en', 'another language of programming', 'Programming in C++', 'Programming in C#'],
    ['en', 'another part, named by the article', 'Remote sensing, part A', 'Remote sensing, part B'],
    ['es', 'another part, in letters that are also words', 'Redes móviles, parte Y', 'Redes móviles, parte O'],
    ['es', 'another code', 'Redes móviles B12-ES', 'Redes móviles B12-EN'],
    ['fr', 'another code, in letters that are also an ending', 'Réseaux B12-C', 'Réseaux B12-CS'],
    ['en', 'another short word', 'Managing TV', 'Managing IT'],
    ['en', 'a word more', 'Spectrum management', 'Spectrum management in practice'],
    ['en', 'another subject', 'Introduction to cybersecurity', 'Introduction to computing'],
    ['en', 'two slips in a short word', 'Mobile money', 'Mobile honey'],
    ['fr', 'another number', 'Réseaux 4G', 'Réseaux 5G'],
    ['zh', 'another character', '频谱管理', '频率管理'],
    ['zh', 'another number', '频谱管理（一）', '频谱管理（二）'],
    ['ar', 'another word', 'إدارة الطيف', 'إدارة الشبكات'],
    ['ru', 'another word', 'Управление спектром', 'Управление сетями'],
  ])('in %s for %s', (language, _, text, another) => {
    expect(likenessOf(inOne(language, text), inOne(language, another))).toBeUndefined();
  });

  it('when they share words, but no language', () => {
    expect(likenessOf(inOne('fr', 'Internet'), inOne('en', 'Internet'))).toBeUndefined();
    expect(shareMark(inOne('fr', 'Internet'), inOne('en', 'Internet'))).toBe(false);
  });
});

describe('marks', () => {
  const title = inOne('en', 'Spectrum management');
  const [one, other] = ['019ab6c0-7d10-7c3e-9a51-3f0f2d9c1a02', '019ab6c0-7d10-7c3e-9a51-3f0f2d9c1a01'];
  const marks = (ids: string[], owningUnit = 'BDT') => titleMarksOf({ title, providerIds: ids, owningUnit });
  const common = (a: string[], b: string[]) => a.filter((mark) => b.includes(mark)).length;

  it('are shared when a provider is, whatever the unit', () => {
    expect(common(marks([one!]), marks([other!, one!], 'BR'))).toBeGreaterThan(0);
    expect(common(marks([one!]), marks([other!]))).toBe(0);
  });

  it('are shared within a unit when no provider is named', () => {
    expect(common(marks([]), marks([]))).toBeGreaterThan(0);
    expect(common(marks([]), marks([], 'BR'))).toBe(0);
    expect(common(marks([]), marks([one!]))).toBe(0);
  });

  it('are few, however long the title is, and fit in 64 bits', () => {
    const long = { original: 'en', text: { en: 'word '.repeat(40).trim(), fr: 'mot '.repeat(50).trim() } };
    const numbers = titleMarksOf({ title: long, providerIds: [one!, other!], owningUnit: 'BDT' });
    expect(numbers).toHaveLength(6);
    for (const number of numbers) expect(BigInt.asIntN(64, BigInt(number))).toBe(BigInt(number));
  });
});
