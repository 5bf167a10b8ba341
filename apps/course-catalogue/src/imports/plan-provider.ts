import { RequestValidationPipe } from '@capdev/service-kit';
import { newId } from '@capdev/persistence';
import { refuseOversized } from '@capdev/service-frame/plain';
import { Provider, type ProviderDetails } from '../providers/provider.entity.js';
import { announcementOf, type ProviderFact, providerSnapshot } from '../providers/provider.events.js';
import { providerDetailsOf, ProviderInput } from '../providers/providers.dto.js';
import type { BatchView } from './batch-view.js';
import { changedSince, differences } from './differences.js';
import type { ImportedProvider } from './import-record.js';
import { faultsOf } from './row-faults.js';
import { bounded, type Fact, planOf, rejected, type RowPlan } from './row-plan.js';

const pipe = new RequestValidationPipe();

/** Decides what becomes of an organisation that the list tells of by itself. */
export function planProvider(view: BatchView, record: ImportedProvider): RowPlan {
  if (record.faults.length > 0) return rejected(record, record.faults);
  try {
    return planned(view, record);
  } catch (error) {
    const faults = faultsOf(error, view.rules.run.mapping);
    if (!faults) throw error;
    return rejected(record, faults);
  }
}

function planned(view: BatchView, record: ImportedProvider): RowPlan {
  const { run, caller, policy, now, verdicts } = view.rules;
  const accepted = run.mode !== 'propose' || (verdicts.get(record.row)?.accepted ?? false);
  const wanted = providerDetailsOf(checked(record.provider));
  const present = view.providers.find((one) => one.kind === wanted.kind && nameOf(one) === nameOf(wanted));
  const unit = present?.registeredBy ?? record.registeredBy ?? caller.unit;
  policy.demand(caller, 'provider:edit', unit);
  const facts: Fact[] = [];
  let kept: string[] = [];
  const provider = Object.assign(new Provider(), present);
  const told = (fact: ProviderFact): void => void facts.push(factOf(provider, fact));
  if (present) {
    const changes = differences(present.details, record.provider);
    // No one remembers what a list gave an organisation: what is filled in, people may have written.
    if (run.mode === 'hands-off')
      kept = Object.keys(changes).filter((field) => changedSince(present.details, field, {}));
    for (const field of kept) delete changes[field];
    const fact = provider.revise({ ...present.details, ...changes } as ProviderDetails, now);
    if (fact) told(fact);
  } else {
    const [registered, fact] = Provider.register(wanted, { id: newId(), unit }, now);
    Object.assign(provider, registered);
    told(fact);
  }
  if (record.active === false && provider.active) told(provider.deactivate(now));
  const about = { row: record.row, key: null, code: null, kept, faults: bounded([]) };
  if (facts.length === 0) return planOf({ ...about, outcome: 'unchanged' });
  if (!accepted) return planOf({ ...about, outcome: 'proposed', wanted: record });
  view.providers = [...view.providers.filter(({ id }) => id !== provider.id), provider];
  view.organisations.learn(provider);
  return planOf({
    ...about,
    outcome: present ? 'updated' : 'created',
    facts,
    providers: [{ provider, isNew: !present }],
  });
}

/** That a row has made an organisation known. */
export function registrationOf(provider: Provider): Fact {
  return factOf(provider, { kind: 'registered' });
}

function factOf(provider: Provider, fact: ProviderFact): Fact {
  refuseOversized('provider', providerSnapshot(provider));
  return {
    aggregate: 'provider',
    of: provider,
    version: provider.version,
    fact,
    announced: announcementOf(provider, fact),
  };
}

const nameOf = ({ name }: Pick<ProviderDetails, 'name'>): string => name.text[name.original] ?? '';

function checked(written: object): ProviderInput {
  return pipe.transform(written, { type: 'body', metatype: ProviderInput }) as ProviderInput;
}
