import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Given } from './support/builders.js';
import { CatalogueApp } from './support/catalogue-app.js';

describe('completing what is being typed', () => {
  let catalogue: CatalogueApp;

  const suggest = async (q: string, language = 'en', limit = 8): Promise<{ text: string; highlight: string }[]> =>
    (
      await catalogue.get(`/search/suggestions?limit=${limit}&q=${encodeURIComponent(q)}`, {
        headers: { 'accept-language': language },
      })
    ).body.items;
  const texts = async (q: string, language?: string): Promise<string[]> =>
    (await suggest(q, language)).map(({ text }) => text);

  beforeAll(async () => {
    catalogue = await CatalogueApp.boot();
    const given = new Given(catalogue);
    const titles = [
      { en: 'Spectrum management in practice', fr: 'La gestion du spectre en pratique' },
      { en: 'Special topics in spectrum', zh: '频谱管理专题' },
      { en: 'Managing <b>spectral</b> noise' },
      { ar: 'أساسيات إدارة الطيف' },
      { es: 'Gestión de la Ñandutí' },
    ];
    for (const text of titles) await given.published({ title: { original: Object.keys(text)[0], text } });
    await given.draft({ title: { original: 'en', text: { en: 'Spectrum drafts' } } });
  });
  afterAll(() => catalogue.close());

  it('finds titles by the beginning of any of their words, those that begin with it first', async () => {
    expect(await texts('spec')).toEqual([
      'Special topics in spectrum',
      'Spectrum management in practice',
      'Managing <b>spectral</b> noise',
      'La gestion du spectre en pratique',
    ]);
    expect(await texts('spectrum man')).toEqual(['Spectrum management in practice']);
  });

  it('shows the titles of the reader’s language first', async () => {
    expect((await texts('spec', 'fr'))[0]).toBe('La gestion du spectre en pratique');
  });

  it('takes no notice of accents, capitals, articles and invisible characters', async () => {
    expect(await texts('gestion de la nand')).toEqual(['Gestión de la Ñandutí']);
    expect(await texts('طيف')).toEqual(['أساسيات إدارة الطيف']);
    expect(await texts('الطَّي')).toEqual(['أساسيات إدارة الطيف']);
    expect(await texts('SPECTRUM\u200b MAN')).toEqual(['Spectrum management in practice']);
  });

  it('finds a Chinese word inside a title', async () => {
    expect(await texts('管理')).toEqual(['频谱管理专题']);
  });

  it('takes a word with a blank behind it for complete', async () => {
    expect(await texts('special ')).toEqual(['Special topics in spectrum']);
    expect(await texts('spect ')).toEqual([]);
  });

  it('marks what was typed and escapes the rest', async () => {
    const [managing] = await suggest('managing <b>spectr');
    expect(managing?.highlight).toBe('<mark>Managing &lt;b&gt;spectral</mark>&lt;/b&gt; noise');
    const [chinese] = await suggest('管理');
    expect(chinese?.highlight).toBe('频谱<mark>管理</mark>专题');
  });

  it('suggests nothing for nothing, and for what no title has', async () => {
    expect(await texts('   ')).toEqual([]);
    expect(await texts('!?')).toEqual([]);
    expect(await texts('zzz')).toEqual([]);
    const missing = await catalogue.get('/search/suggestions');
    expect([missing.status, missing.body.errors]).toEqual([400, [{ pointer: 'q', detail: 'This field is required.' }]]);
  });

  it('gives no more than asked for, and no title twice', async () => {
    expect(await suggest('s', 'en', 2)).toHaveLength(2);
    const all = await texts('s');
    expect(new Set(all).size).toBe(all.length);
  });
});
