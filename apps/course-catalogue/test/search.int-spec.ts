import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CatalogueApp } from './support/catalogue-app.js';
import { Given } from './support/builders.js';

describe('searching', () => {
  let catalogue: CatalogueApp;
  let given: Given;
  beforeAll(async () => {
    catalogue = await CatalogueApp.boot({ LOG_LEVEL: 'error' });
    given = new Given(catalogue);
  });
  afterAll(() => catalogue.close());

  it('finds a published course by a word of its title', async () => {
    await given.published({
      title: {
        original: 'en',
        text: {
          en: 'Introduction to spectrum management',
          fr: 'Introduction à la gestion du spectre',
          zh: '频谱管理入门',
        },
      },
      topics: ['spectrum-management'],
      level: 'advanced',
    });
    const answer = await catalogue.get('/search?q=spektrum&facets=topic,level,provider,region&level=advanced');
    console.log(JSON.stringify(answer.body, null, 1));
    expect((await catalogue.get('/search?q=' + encodeURIComponent('我想学频谱管理'))).body).toMatchObject({ total: 1 });
    for (const order of ['newest', 'start', 'title'])
      expect((await catalogue.get(`/search?order=${order}&q=gestion`)).body).toMatchObject({ total: 1 });
  });
});
