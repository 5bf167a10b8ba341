import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  providerDeactivatedV1,
  providerRegisteredV1,
  providerRenamedV1,
  providerRevisedV1,
} from '@capdev/contracts/catalogue';
import { announcements, expectAnnounced } from '@capdev/messaging/testing';
import { aProvider, Given, inEnglish } from './support/builders.js';
import { CatalogueApp, manager, operator, otherEditor, viewer } from './support/catalogue-app.js';

let catalogue: CatalogueApp;
let given: Given;

beforeAll(async () => {
  catalogue = await CatalogueApp.boot();
  given = new Given(catalogue);
});
afterAll(() => catalogue.close());

describe('registering a provider', () => {
  it('leaves one row, one history entry and one announcement', async () => {
    const body = aProvider({
      name: { original: 'fr', text: { fr: 'Centre', en: 'Center' } },
      country: 'SN',
      centreId: 'C-77',
    });
    const { status, headers, body: provider } = await catalogue.post('/providers', body);
    expect(status).toBe(201);
    expect(headers.location).toBe(`/providers/${provider.id}`);
    expect(provider).toMatchObject({ ...body, active: true, version: 1, registeredBy: 'BDT', description: null });
    expect(await catalogue.row('provider', provider.id)).toMatchObject({ original_name: 'Centre', announcements: 1 });
    const { data } = await expectAnnounced(catalogue.database, providerRegisteredV1, provider.id);
    expect(data).toMatchObject({ providerId: provider.id, country: 'SN', centreId: 'C-77', active: true });
    const history = await catalogue.get(`/providers/${provider.id}/history`, { as: operator });
    expect(history.body.items).toMatchObject([
      { action: 'registered', version: 1, actor: { subject: 'editor-1', unit: 'BDT' } },
    ]);
  });

  it('refuses a second provider of the same kind and name, and says which one has it', async () => {
    const provider = await given.provider({ name: inEnglish('Twice') });
    const { status, body } = await catalogue.post('/providers', aProvider({ name: inEnglish('Twice') }));
    expect(status).toBe(409);
    expect(body).toMatchObject({ code: 'provider-name-taken', errors: [{ pointer: '/name' }] });
    expect(body.detail).toContain(`/providers/${provider.id}`);
    expect((await catalogue.post('/providers', aProvider({ kind: 'partner', name: inEnglish('Twice') }))).status).toBe(
      201,
    );
  });

  it.each(['centreId', 'partnerId'])('refuses a second provider with the same %s', async (field) => {
    await given.provider({ [field]: `LINK-${field}` });
    const { status, body } = await catalogue.post('/providers', aProvider({ [field]: `LINK-${field}` }));
    expect(status).toBe(409);
    expect(body).toMatchObject({ code: 'provider-link-taken', errors: [{ pointer: `/${field}` }] });
  });

  it('needs a role that may register', async () => {
    const { status, body } = await catalogue.post('/providers', aProvider(), { as: viewer });
    expect({ status, code: body.code }).toEqual({ status: 403, code: 'access-permission-missing' });
    expect((await catalogue.post('/providers', aProvider(), { as: null })).status).toBe(401);
  });
});

describe('changing a provider', () => {
  it('a new name is announced as such, anything else as a revision', async () => {
    const { id, name } = await given.provider();
    const renamed = await catalogue.patch(`/providers/${id}`, { name: { text: { fr: 'Centre' } } }, 1);
    expect(renamed.body.name.text).toEqual({ ...name.text, fr: 'Centre' });
    expect((await expectAnnounced(catalogue.database, providerRenamedV1, id)).data).toMatchObject({
      previousName: name,
      version: 2,
    });
    await catalogue.patch(`/providers/${id}`, { country: 'KE' }, 2);
    expect((await expectAnnounced(catalogue.database, providerRevisedV1, id)).data).toMatchObject({
      country: 'KE',
      version: 3,
    });
    expect((await announcements(catalogue.database, id)).map(({ sequence }) => Number(sequence))).toEqual([1, 2, 3]);
  });

  it('that says nothing new changes nothing', async () => {
    const { id, name } = await given.provider();
    const before = await catalogue.rowCounts();
    expect((await catalogue.patch(`/providers/${id}`, { name, country: null }, 1)).body.version).toBe(1);
    expect(await catalogue.rowCounts()).toEqual(before);
  });

  it('to the name of another one is refused', async () => {
    await given.provider({ name: inEnglish('Taken') });
    const { id } = await given.provider();
    const { status, body } = await catalogue.patch(`/providers/${id}`, { name: inEnglish('Taken') }, 1);
    expect({ status, code: body.code }).toEqual({ status: 409, code: 'provider-name-taken' });
  });

  it('is for the unit that registered it, or a role of every unit', async () => {
    const { id } = await given.provider();
    const { status, body } = await catalogue.patch(`/providers/${id}`, { country: 'KE' }, 1, { as: otherEditor });
    expect({ status, code: body.code }).toEqual({ status: 403, code: 'access-other-unit' });
    expect((await catalogue.patch(`/providers/${id}`, { country: 'KE' }, 1, { as: manager })).status).toBe(200);
  });
});

describe('deactivating a provider', () => {
  it('is announced once; courses keep naming it', async () => {
    const course = await given.published();
    const id = course.providerIds[0] as string;
    const { body } = await catalogue.post(`/providers/${id}/deactivation`, {}, { ifMatch: 1 });
    expect(body).toMatchObject({ active: false, version: 2 });
    expect((await expectAnnounced(catalogue.database, providerDeactivatedV1, id)).data).toMatchObject({
      active: false,
    });
    const again = await catalogue.post(`/providers/${id}/deactivation`, {}, { ifMatch: 2 });
    expect({ status: again.status, code: again.body.code }).toEqual({ status: 409, code: 'provider-already-inactive' });
    expect((await catalogue.get(`/courses/${course.id}`)).body.providerIds).toEqual([id]);
  });
});

describe('reading providers', () => {
  it('is open to everybody, in the language of the reader', async () => {
    const { id } = await given.provider({ name: { original: 'en', text: { en: 'Two', fr: 'Deux' } } });
    const { body, headers } = await catalogue.get(`/providers/${id}`, { headers: { 'accept-language': 'fr' } });
    expect(body.name).toBe('Deux');
    expect(headers['content-language']).toBe('fr');
  });

  it('finds by exact name in any language, by kind, country and whether it is active', async () => {
    const name = { original: 'en', text: { en: 'Found by name', ru: 'Центр' } };
    const { id } = await given.provider({ name, kind: 'partner', country: 'KZ' });
    const found = async (filter: string): Promise<string[]> => {
      const { body } = await catalogue.get(`/providers?${filter}`);
      return body.items.map((item: { id: string }) => item.id);
    };
    expect(await found(`name=${encodeURIComponent('Центр')}`)).toEqual([id]);
    expect(await found('name=Found%20by%20name&kind=partner&country=KZ&active=true')).toEqual([id]);
    expect(await found('name=Found%20by')).toEqual([]);
    expect(await found('country=KZ&active=false')).toEqual([]);
    expect(await found('country=KZ&kind=bureau')).toEqual([]);
  });

  it('says that there is none', async () => {
    const { status, body } = await catalogue.get('/providers/019ab6c0-7d10-7c3e-9a51-3f0f2d9c1a01');
    expect({ status, code: body.code }).toEqual({ status: 404, code: 'provider-not-found' });
  });
});
