import { type Database, type Statement, type Transaction, violatedConstraint } from '@capdev/persistence';
import { ProvidersUnknown } from '../providers/provider.errors.js';
import { type NamedProvider, namedProviders } from '../providers/provider-names.query.js';
import type { CourseDetails } from './course-details.js';
import { CoordinatorsUnknown, CourseCodeTaken } from './course.errors.js';

type References = Pick<CourseDetails, 'code' | 'providerIds' | 'coordinatorIds'>;

const knownProviders: Statement = {
  name: 'known-providers',
  text: 'SELECT id FROM provider WHERE id = ANY ($1::uuid[])',
};
const knownCoordinators: Statement = {
  name: 'known-coordinators',
  text: 'SELECT id FROM coordinator WHERE id = ANY ($1::uuid[]) AND erased_at IS NULL',
};

type Read = Pick<Database | Transaction, 'query'>;

async function unknown(read: Read, statement: Statement, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const known = new Set((await read.query<{ id: string }>(statement, [ids])).map(({ id }) => id));
  return ids.filter((id) => !known.has(id));
}

/** The providers in the order in which the course names them. */
export function providersOf(tx: Transaction, { providerIds }: References): Promise<NamedProvider[]> {
  return providerIds.length === 0 ? Promise.resolve([]) : tx.query<NamedProvider>(namedProviders, [providerIds]);
}

/** Refuses names of things that do not exist, among those that were added. */
export async function refuseUnknown(read: Read, details: References, before?: References): Promise<void> {
  const added = (ids: readonly string[], had: readonly string[] = []): string[] =>
    ids.filter((id) => !had.includes(id));
  const providers = await unknown(read, knownProviders, added(details.providerIds, before?.providerIds));
  if (providers.length > 0) throw new ProvidersUnknown('providerIds', providers);
  const coordinators = await unknown(read, knownCoordinators, added(details.coordinatorIds, before?.coordinatorIds));
  if (coordinators.length > 0) throw new CoordinatorsUnknown(coordinators);
}

/** Gives the database's refusal of a course's row the words of the domain. */
export async function courseRefusal(
  database: Database,
  error: unknown,
  details: References | undefined,
): Promise<unknown> {
  if (details === undefined) return error;
  switch (violatedConstraint(error)) {
    case 'course_code_once':
      return new CourseCodeTaken(details.code);
    case 'course_providers_known':
    case 'course_coordinators_known':
      return refuseUnknown(database, details).then(
        () => error,
        (refusal: unknown) => refusal,
      );
    default:
      return error;
  }
}
