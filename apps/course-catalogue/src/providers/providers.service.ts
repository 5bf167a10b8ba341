import { Injectable } from '@nestjs/common';
import { AccessPolicy, type Caller } from '@capdev/access';
import { Database, newId, runOnce, type Transaction, violatedConstraint } from '@capdev/persistence';
import { Clock, onceFor, patched, Recorder } from '@capdev/service-frame/changes';
import { refuseOutdated, refuseOversized } from '@capdev/service-frame/plain';
import type { IdempotentRequest } from '@capdev/service-kit';
import type { Permission } from '../roles.js';
import { SearchIndex } from '../search/search-index.js';
import { Provider, type ProviderDetails } from './provider.entity.js';
import { ProviderLinkTaken, ProviderNameTaken, ProviderNotFound } from './provider.errors.js';
import { announcementOf, type ProviderFact, providerSnapshot } from './provider.events.js';
import { providerDetailsOf, ProviderInput, type ProviderResponse, providerResponse } from './providers.dto.js';

/** What may be done to providers. */
@Injectable()
export class ProvidersService {
  constructor(
    private readonly database: Database,
    private readonly recorder: Recorder,
    private readonly policy: AccessPolicy<Permission>,
    private readonly clock: Clock,
    private readonly index: SearchIndex,
  ) {}

  async register(input: ProviderInput, caller: Caller, request?: IdempotentRequest): Promise<ProviderResponse> {
    const details = providerDetailsOf(input);
    return this.namingConflicts(details, () =>
      runOnce(this.database, onceFor(caller, request), async (tx) => {
        const [provider, fact] = Provider.register(details, { id: newId(), unit: caller.unit }, this.clock.now());
        this.record(tx, provider, fact, caller);
        tx.insert(Provider, provider);
        return providerResponse(provider);
      }),
    );
  }

  async revise(id: string, patch: unknown, seen: number | undefined, caller: Caller): Promise<ProviderResponse> {
    let details: ProviderDetails | undefined;
    return this.namingConflicts(
      () => details,
      () =>
        this.database.runInTransaction(async (tx) => {
          const provider = await this.locked(tx, id, seen, caller);
          details = providerDetailsOf(await patched(ProviderInput, provider.details, patch));
          const fact = provider.revise(details, this.clock.now());
          if (fact) {
            await this.store(tx, provider, fact, caller);
            await this.index.renewOfProvider(tx, id);
          }
          return providerResponse(provider);
        }),
    );
  }

  async deactivate(id: string, seen: number | undefined, caller: Caller): Promise<ProviderResponse> {
    return this.database.runInTransaction(async (tx) => {
      const provider = await this.locked(tx, id, seen, caller);
      await this.store(tx, provider, provider.deactivate(this.clock.now()), caller);
      return providerResponse(provider);
    });
  }

  private async locked(tx: Transaction, id: string, seen: number | undefined, caller: Caller): Promise<Provider> {
    const provider = await tx.manager.findOne(Provider, { where: { id }, lock: { mode: 'pessimistic_write' } });
    if (!provider) throw new ProviderNotFound(id);
    this.policy.demand(caller, 'provider:edit', provider.registeredBy);
    refuseOutdated('provider', provider.version, seen);
    return provider;
  }

  private async store(tx: Transaction, provider: Provider, fact: ProviderFact, caller: Caller): Promise<void> {
    this.record(tx, provider, fact, caller);
    await tx.manager.update(Provider, { id: provider.id }, provider);
  }

  private record(tx: Transaction, provider: Provider, fact: ProviderFact, caller: Caller): void {
    refuseOversized('provider', providerSnapshot(provider));
    this.recorder.record(tx, {
      aggregate: 'provider',
      record: provider,
      fact,
      announced: announcementOf(provider, fact),
      caller,
    });
  }

  /** Gives the database's refusal of a second name or link the words of the domain. */
  private async namingConflicts<Result>(
    about: ProviderDetails | (() => ProviderDetails | undefined),
    work: () => Promise<Result>,
  ): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      const details = typeof about === 'function' ? about() : about;
      if (!details) throw error;
      throw (await this.conflictOf(violatedConstraint(error), details)) ?? error;
    }
  }

  private async conflictOf(constraint: string | undefined, details: ProviderDetails): Promise<Error | undefined> {
    const { kind, name, centreId, partnerId } = details;
    const original = name.text[name.original] ?? '';
    const existing = async (column: string, value: unknown): Promise<string | undefined> => {
      const text = `SELECT id FROM provider WHERE ${column} = $1 ${column === 'original_name' ? 'AND kind = $2' : ''}`;
      const values = column === 'original_name' ? [value, kind] : [value];
      return (await this.database.query<{ id: string }>({ name: `provider-by-${column}`, text }, values))[0]?.id;
    };
    switch (constraint) {
      case 'provider_name_once':
        return new ProviderNameTaken(original, kind, await existing('original_name', original));
      case 'provider_centre_once':
        return new ProviderLinkTaken('centreId', centreId, await existing('centre_id', centreId));
      case 'provider_partner_once':
        return new ProviderLinkTaken('partnerId', partnerId, await existing('partner_id', partnerId));
      default:
        return undefined;
    }
  }
}
