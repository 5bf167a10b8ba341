import { describe, expect, it } from '@jest/globals';
import { Provider, type ProviderDetails } from './provider.entity.js';

const now = new Date('2026-11-02T09:30:00Z');
const name = { original: 'en', text: { en: 'Example centre' } };
const someDetails = (about: Partial<ProviderDetails> = {}): ProviderDetails => ({
  ...{ kind: 'centre', name, description: null, country: 'CH', centreId: null, partnerId: null },
  ...about,
});
const aProvider = (): Provider => Provider.register(someDetails(), { id: 'p1', unit: 'BDT' }, now)[0];

describe('a provider', () => {
  it('is registered active, for the unit that registers it', () => {
    expect(aProvider()).toMatchObject({ active: true, version: 1, announcements: 0, registeredBy: 'BDT' });
  });

  it('is renamed by a new name and by an added translation', () => {
    const french = { original: 'en', text: { en: 'Example centre', fr: 'Centre exemple' } };
    const provider = aProvider();
    expect(provider.revise(someDetails({ name: french, country: 'FR' }), now)).toMatchObject({
      kind: 'renamed',
      previousName: name,
    });
    expect(provider).toMatchObject({ name: french, country: 'FR', version: 2 });
  });

  it('is revised by any other change, and by none that says the same', () => {
    const provider = aProvider();
    expect(provider.revise(someDetails({ country: 'FR' }), now)).toEqual({
      kind: 'revised',
      changes: { country: { from: 'CH', to: 'FR' } },
    });
    expect(provider.revise(someDetails({ country: 'FR' }), now)).toBeUndefined();
    expect(provider.version).toBe(2);
  });

  it('is deactivated once', () => {
    const provider = aProvider();
    expect(provider.deactivate(now)).toEqual({ kind: 'deactivated', changes: { active: { from: true, to: false } } });
    expect(() => provider.deactivate(now)).toThrow(expect.objectContaining({ code: 'provider-already-inactive' }));
  });
});
