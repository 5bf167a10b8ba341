import { describe, expect, it } from '@jest/globals';
import type { Entry } from './code-entry.js';
import { defineCodeList } from './code-list.js';
import { levels, topics } from './index.js';

const word = (text: string) => ({ ar: text, zh: text, en: text, fr: text, ru: text, es: text });
const listOf = (codes: Readonly<Record<string, Entry>>, validity: { validFrom?: string; validUntil?: string } = {}) =>
  defineCodeList({ name: 'colours', title: word('Colours'), source: 'a painter', edition: '1', ...validity, codes });

describe('a code list', () => {
  it('accepts its own codes and nothing else from outside', () => {
    expect(levels.has('advanced')).toBe(true);
    for (const value of [
      'Advanced',
      'advanced ',
      '',
      'constructor',
      '__proto__',
      3,
      null,
      undefined,
      ['advanced'],
      {},
    ]) {
      expect(levels.has(value)).toBe(false);
    }
  });

  it('answers in the language asked for, in its primary language, and else in English', () => {
    expect(levels.label('advanced', 'fr')).toBe('Avancé');
    expect(levels.label('advanced', 'fr-CH')).toBe('Avancé');
    expect(levels.label('advanced', 'pt')).toBe('Advanced');
    expect(levels.label('advanced', 'constructor')).toBe('Advanced');
  });

  it('refuses to label a code it does not have, unless the code may come from a newer edition', () => {
    expect(() => levels.label('expert' as 'advanced', 'en')).toThrow('levels has no code "expert"');
    expect(levels.labelOrCode('expert', 'en')).toBe('expert');
    expect(levels.labelOrCode('constructor', 'en')).toBe('constructor');
    expect(levels.labelOrCode('advanced', 'ru')).toBe('Продвинутый');
  });

  it('knows what lies below a broad code, at any depth', () => {
    expect(topics.within('network-infrastructure')).toEqual([
      'network-infrastructure',
      'broadband-access',
      'wireless-and-fixed-broadband',
    ]);
    expect(topics.within('cybersecurity')).toEqual(['cybersecurity']);
    expect(topics.broader('broadband-access')).toBe('network-infrastructure');
    expect(topics.details('network-infrastructure').narrower).toEqual(['broadband-access']);
  });

  it('cannot be declared with a broader code that does not exist', () => {
    expect(() => listOf({ red: { ...word('red'), broader: 'warm' } })).toThrow('colours has no code "warm"');
  });

  it('cannot be declared with a cycle of broader codes', () => {
    const codes = { red: { ...word('red'), broader: 'pink' }, pink: { ...word('pink'), broader: 'red' } };
    expect(() => listOf(codes)).toThrow('colours: red is broader than itself');
  });

  it('cannot be declared with a successor that does not exist, or with a cycle of successors', () => {
    expect(() => listOf({ red: { ...word('red'), replacedBy: ['pink'] } })).toThrow('colours has no code "pink"');
    const codes = { red: { ...word('red'), replacedBy: ['pink'] }, pink: { ...word('pink'), replacedBy: ['red'] } };
    expect(() => listOf(codes)).toThrow('colours: red replaces itself');
  });
});

describe('a replaced code', () => {
  const colours = listOf({
    warm: { ...word('Warm'), validUntil: '2019-01-01', replacedBy: ['red', 'yellow'] },
    red: { ...word('Red'), validFrom: '2019-01-01', validUntil: '2023-01-01', replacedBy: ['crimson', 'orange'] },
    yellow: { ...word('Yellow'), validFrom: '2019-01-01', validUntil: '2023-01-01', replacedBy: ['orange'] },
    puce: { ...word('Puce'), validUntil: '2019-01-01', replacedBy: [] },
    crimson: { ...word('Crimson'), validFrom: '2023-01-01' },
    orange: { ...word('Orange'), validFrom: '2023-01-01', aliases: [{ text: 'Amber', source: 'a sailor' }] },
  });

  it('resolves to its successors, and theirs, each once', () => {
    expect(colours.resolve('warm')).toEqual(['crimson', 'orange']);
    expect(colours.resolve('yellow')).toEqual(['orange']);
  });

  it('resolves to nothing when it ended without a successor, and a code in use to itself', () => {
    expect(colours.resolve('puce')).toEqual([]);
    expect(colours.resolve('orange')).toEqual(['orange']);
  });

  it('resolves to what was in use on a day', () => {
    expect(colours.resolve('warm', '2018-12-31')).toEqual(['warm']);
    expect(colours.resolve('warm', '2019-01-01')).toEqual(['red', 'yellow']);
    expect(colours.resolve('warm', '2022-12-31')).toEqual(['red', 'yellow']);
    expect(colours.resolve('warm', '2023-01-01')).toEqual(['crimson', 'orange']);
    expect(colours.resolve('puce', '2018-12-31')).toEqual(['puce']);
  });

  it('tells what replaces it, and its successors what they replace', () => {
    expect(colours.details('warm').replacedBy).toEqual(['red', 'yellow']);
    expect(colours.details('orange').replaces).toEqual(['red', 'yellow']);
    expect(colours.details('orange').replacedBy).toBeUndefined();
  });

  it('is valid from its first day to the day before its last, as every code is', () => {
    expect(colours.validOn('2018-12-31')).toEqual(['warm', 'puce']);
    expect(colours.validOn('2019-01-01')).toEqual(['red', 'yellow']);
    expect(colours.validOn('2023-01-01')).toEqual(['crimson', 'orange']);
  });

  it('has the validity of its list where it says nothing', () => {
    const codes = { red: word('Red'), pink: { ...word('Pink'), validUntil: '2021-01-01', replacedBy: [] } };
    const painted = listOf(codes, { validFrom: '2020-01-01', validUntil: '2022-01-01' });
    expect(painted.validOn('2019-12-31')).toEqual([]);
    expect(painted.validOn('2021-12-31')).toEqual(['red']);
    expect(painted.details('pink')).toMatchObject({ validFrom: '2020-01-01', validUntil: '2021-01-01' });
  });

  it('is found by code, label and alias, whatever the letters', () => {
    expect(colours.find('WARM')).toEqual(['warm']);
    expect(colours.find(' amber ')).toEqual(['orange']);
    expect(colours.find('blue')).toEqual([]);
    expect(levels.find('Вводный')).toEqual(['introductory']);
  });
});
