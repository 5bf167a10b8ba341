import type { Fault } from '@capdev/service-kit/problems';
import type { OfferingDays, Place } from './offering-details.js';
import type { OfferingState } from './offering-status.js';

const selfPaced = 'online-self-paced';

/** What is impossible about an offering's days and place, each fault by itself. */
export function impossibilities(days: OfferingDays, place: Place, modality: string | null): Fault[] {
  const { startsOn, endsOn, registrationOpensOn, registrationClosesOn } = days;
  const faults: Fault[] = [];
  const found = (impossible: boolean, field: string, detail: string): void => {
    if (impossible) faults.push({ pointer: `/${field}`, detail });
  };
  const openEnded = startsOn === null && endsOn === null;
  found(openEnded && modality !== selfPaced, 'startsOn', 'Only an online self-paced course can run without dates.');
  found(openEnded && place.kind !== 'online', 'place', 'An offering without dates takes place online.');
  found(
    startsOn === null && endsOn !== null,
    'startsOn',
    'An offering that ends must start: give both days or neither.',
  );
  found(startsOn !== null && endsOn === null, 'endsOn', 'An offering that starts must end: give both days or neither.');
  found(after(startsOn, endsOn), 'endsOn', 'It would end before it starts.');
  found(
    after(registrationOpensOn, registrationClosesOn),
    'registrationClosesOn',
    'Registration would close before it opens.',
  );
  found(after(registrationOpensOn, endsOn), 'registrationOpensOn', 'Registration would open after the end.');
  found(after(registrationClosesOn, endsOn), 'registrationClosesOn', 'Registration would close after the end.');
  const somewhere = place.city !== null || place.venue !== null || place.country !== null;
  found(place.kind === 'online' && somewhere, 'place', 'An online offering has no country, city or venue.');
  return faults;
}

function after(one: string | null, other: string | null): boolean {
  return one !== null && other !== null && one > other;
}

/** Whether learners can register on a day: never stored, because it changes at midnight without anybody acting. */
export function registrationIsOpen(offering: OfferingDays & { readonly state: OfferingState }, today: string): boolean {
  const last = offering.registrationClosesOn ?? offering.endsOn;
  return offering.state === 'open' && !after(offering.registrationOpensOn, today) && !after(today, last);
}
