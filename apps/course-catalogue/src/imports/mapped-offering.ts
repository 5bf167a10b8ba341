import type { NamedOrganisation } from './import-record.js';
import { impossibilities } from '../offerings/offering-days.js';
import type { Fee, Place } from '../offerings/offering-details.js';

/** The fields of an offering as they were read: parts may lack what they need. */
export type ReadOffering = Record<string, unknown> & { place?: Partial<Place>; fee?: Partial<Fee> | null };

/** Something that cannot be, with the field (`place.kind`) in which it shows. */
export interface OfferingFault {
  readonly field: string;
  readonly reason: string;
}

/**
 * Completes what a source says of a run and tells what cannot be. An online run is nowhere: sources give the place of the
 * organiser there, which would be misleading and which the catalogue refuses. An amount of nothing is no fee.
 */
export function completed(
  read: ReadOffering,
  course: Readonly<Record<string, unknown>>,
  organisers: readonly NamedOrganisation[],
): { offering: Record<string, unknown>; faults: OfferingFault[] } {
  const { fee, place, ...rest } = read;
  const offering: Record<string, unknown> = { ...rest };
  const faults: OfferingFault[] = [];
  if (place?.kind === undefined) faults.push({ field: 'place.kind', reason: 'does not say where the run takes place' });
  else offering.place = place.kind === 'online' ? { kind: 'online' } : place;
  if (fee?.amount !== undefined && Number(fee.amount) > 0) {
    if (fee.currency === undefined) faults.push({ field: 'fee.currency', reason: 'an amount has no currency' });
    offering.fee = fee;
  } else if (fee === null || fee?.amount !== undefined) {
    offering.fee = null;
  }
  if (organisers.length === 0) faults.push({ field: 'organisers', reason: 'nobody organises the run' });
  faults.push(...impossible(offering, course));
  return { offering, faults };
}

function impossible(offering: Record<string, unknown>, course: Readonly<Record<string, unknown>>): OfferingFault[] {
  const textAt = (name: string): string | null => (typeof offering[name] === 'string' ? offering[name] : null);
  const {
    kind,
    country = null,
    city = null,
    venue = null,
  } = (offering.place ?? { kind: 'online' }) as Partial<Place> & Pick<Place, 'kind'>;
  const days = {
    startsOn: textAt('startsOn'),
    endsOn: textAt('endsOn'),
    registrationOpensOn: textAt('registrationOpensOn'),
    registrationClosesOn: textAt('registrationClosesOn'),
  };
  const modality = typeof course.modality === 'string' ? course.modality : null;
  return impossibilities(days, { kind, country, city, venue }, modality).map(({ pointer, detail }) => ({
    field: pointer.slice(1),
    reason: `${detail[0]!.toLowerCase()}${detail.slice(1).replace(/\.$/, '')}`,
  }));
}
