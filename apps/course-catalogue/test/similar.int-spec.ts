import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Given, inEnglish } from './support/builders.js';
import { type Answer, CatalogueApp, manager, otherEditor, viewer } from './support/catalogue-app.js';

let catalogue: CatalogueApp;
let given: Given;
let spectrum: Answer['body'];
let near: Answer['body'];
let onTopic: Answer['body'];
let draft: Answer['body'];

const titled = (en: string, fr: string) => ({ original: 'en', text: { en, fr } });

beforeAll(async () => {
  catalogue = await CatalogueApp.boot({ LOG_LEVEL: 'error' });
  given = new Given(catalogue);
  const topics = ['spectrum-management'];
  spectrum = await given.published({
    title: titled('Fundamentals of spectrum monitoring', 'Principes du contrôle du spectre'),
    topics,
    level: 'advanced',
  });
  near = await given.published({
    title: titled('Monitoring the spectrum in practice', 'Le contrôle du spectre en pratique'),
    topics,
    level: 'advanced',
  });
  onTopic = await given.published({ title: inEnglish('Licences for broadcasters'), topics });
  await given.published({ title: inEnglish('E-waste and recycling'), topics: ['e-waste'], level: 'advanced' });
  await given.retired({ title: inEnglish('Spectrum monitoring of old'), topics });
  draft = await given.draft({ title: inEnglish('Spectrum monitoring tomorrow'), topics });
});
afterAll(() => catalogue.close());

const similar = (id: string, query = '', sent = {}): Promise<Answer> =>
  catalogue.get(`/courses/${id}/similar${query}`, sent);
const idsIn = ({ body }: Answer): string[] => body.items.map(({ id }: { id: string }) => id);

describe('courses that are like a course', () => {
  it('are the published ones on the same topics and with the same words, the nearest first', async () => {
    const answer = await similar(spectrum.id);
    expect(answer.status).toBe(200);
    expect(idsIn(answer)).toEqual([near.id, onTopic.id]);
  });

  it('come with the reasons, in the language of the reader', async () => {
    const answer = await similar(spectrum.id, '?limit=1', { headers: { 'accept-language': 'fr' } });
    expect(answer.headers['content-language']).toBe('fr');
    expect(answer.body.items).toMatchObject([
      {
        code: near.code,
        title: 'Le contrôle du spectre en pratique',
        state: 'published',
        reasons: [
          { kind: 'topics', values: ['spectrum-management'], text: 'Gestion du spectre' },
          { kind: 'words', values: ['contrôle', 'spectre'], text: 'contrôle, spectre' },
          { kind: 'level', values: ['advanced'], text: 'Avancé' },
          { kind: 'languages', values: ['en'], text: 'anglais' },
        ],
      },
    ]);
  });

  it('come in every language when that is asked for', async () => {
    const { body } = await similar(spectrum.id, '?lang=*&limit=1');
    expect(body.items[0].title).toEqual(near.title);
  });

  it('are shown for a draft to those who may see it, and for nobody else', async () => {
    for (const as of [viewer, manager]) expect(idsIn(await similar(draft.id, '', { as }))).toContain(near.id);
    for (const as of [null, otherEditor]) {
      const { status, body } = await similar(draft.id, '', { as });
      expect({ status, code: body.code }).toEqual({ status: 404, code: 'course-not-found' });
    }
  });

  it('are none for a course that is like no other', async () => {
    const { id } = await given.published({ title: inEnglish('Origami'), level: 'advanced' });
    expect((await similar(id)).body).toEqual({ items: [] });
  });

  it('are found whatever signs their titles hold', async () => {
    const one = await given.published({ title: inEnglish(`O'Reilly \\ "quotes" & (brackets) | ! :* 'x`) });
    const other = await given.published({ title: inEnglish(`Quotes and brackets, O'Reilly \\'s`) });
    expect(idsIn(await similar(one.id))).toEqual([other.id]);
  });
});

describe('a bad question', () => {
  it.each([
    ['no identifier', '/courses/x/similar', 400, 'identifier-malformed'],
    ['a course that there is not', '/courses/019ab6c0-7d10-7c3e-9a51-3f0f2d9c1a01/similar', 404, 'course-not-found'],
  ])('%s', async (_, path, status, code) => {
    const answer = await catalogue.get(path);
    expect({ status: answer.status, code: answer.body.code }).toEqual({ status, code });
  });

  it.each(['?limit=0', '?limit=21', '?limit=x', '?limit=1.5', '?after=x'])('%s', async (query) => {
    const { status, body } = await similar(spectrum.id, query);
    expect({ status, code: body.code }).toEqual({ status: 400, code: 'request-invalid' });
  });
});
