import type { Statement } from '@capdev/persistence';
import type { MultilingualText } from '@capdev/taxonomy';

/** What courses and offerings need to know of the providers they name. */
export interface NamedProvider {
  readonly id: string;
  readonly name: MultilingualText;
  readonly active: boolean;
}

/** Locked against deactivation until the transaction that relies on them has ended. */
export const namedProviders: Statement = {
  name: 'named-providers',
  text: 'SELECT id, name, active FROM provider WHERE id = ANY ($1::uuid[]) ORDER BY array_position($1::uuid[], id) FOR SHARE',
};
