import type { ProviderKind } from '../providers/provider-kind.js';
import { Provider } from '../providers/provider.entity.js';
import { type Caller } from '@capdev/access';
import type { NamedProvider } from '../providers/provider-names.query.js';
import type { NamedOrganisation } from './import-record.js';
import { createHash } from 'node:crypto';

/** A provider that rows may name. */
export interface KnownOrganisation extends NamedProvider {
  readonly kind: ProviderKind;
}

/** The organisations that a batch names: known ones by any of their names, new ones registered when a row needs them. */
export class Organisations {
  private readonly byId = new Map<string, KnownOrganisation>();
  private readonly byName = new Map<string, KnownOrganisation[]>();
  private readonly drafts = new Map<string, Provider>();
  private readonly registered = new Set<Provider>();

  constructor(
    known: readonly KnownOrganisation[],
    private readonly importId: string,
    private readonly by: Caller,
    private readonly now: Date,
  ) {
    for (const one of known) this.learn(one);
  }

  /** The same kind under that original name, else the same kind under another, else whoever is called so. */
  of(named: NamedOrganisation): KnownOrganisation {
    const called = this.byName.get(named.name) ?? [];
    const alike = called.filter(({ kind }) => kind === named.kind);
    const original = alike.find(({ name }) => name.text[name.original] === named.name);
    return original ?? alike[0] ?? called[0] ?? this.draft(named);
  }

  named(ids: readonly string[]): KnownOrganisation[] {
    return ids.flatMap((id) => this.byId.get(id) ?? []);
  }

  /** Those among the given ones that have to be registered before they can be named. */
  newAmong(ids: readonly string[]): Provider[] {
    const news = ids.flatMap((id) => this.drafts.get(id) ?? []).filter((provider) => !this.registered.has(provider));
    return [...new Set(news)];
  }

  isNew(id: string): boolean {
    return this.drafts.has(id);
  }

  markRegistered(providers: readonly Provider[]): void {
    for (const provider of providers) this.registered.add(provider);
  }

  learn(one: KnownOrganisation): void {
    this.byId.set(one.id, one);
    for (const name of new Set(Object.values(one.name.text))) {
      if (name !== undefined) this.byName.set(name, [...(this.byName.get(name) ?? []), one]);
    }
  }

  private draft({ name, kind, language }: NamedOrganisation): KnownOrganisation {
    const details = {
      kind: kind as ProviderKind,
      name: { original: language, text: { [language]: name } },
      ...{ description: null, country: null, centreId: null, partnerId: null },
    };
    // The same in every batch, so that a dry run, which never registers it, compares courses by it all the same.
    const id = identifierOf(`${this.importId}\n${kind}\n${name}`);
    const [provider] = Provider.register(details, { id, unit: this.by.unit }, this.now);
    this.drafts.set(id, provider);
    const one = { id, kind: provider.kind, name: provider.name, active: true };
    this.learn(one);
    return one;
  }
}

/** A UUID made of a text (RFC 9562, version 8). */
function identifierOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
