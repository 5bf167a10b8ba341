import type { Modality } from '@capdev/taxonomy';
import type { OfferingToExport } from './exports.query.js';
import { durationOf, type Node, organisation, present, urn } from './json-ld-terms.js';

const modes = { online: 'online', 'on-site': 'onsite', hybrid: 'blended' } as const;
const attendance = {
  online: 'https://schema.org/OnlineEventAttendanceMode',
  'on-site': 'https://schema.org/OfflineEventAttendanceMode',
  hybrid: 'https://schema.org/MixedEventAttendanceMode',
} as const;

/** An offering as schema.org sees it: a run of the course, which is an event. */
export function courseInstance(
  offering: OfferingToExport,
  course: { readonly modality: Modality | null; readonly workloadHours: number | null },
): Node {
  const { place, fee, state } = offering;
  return present({
    '@type': 'CourseInstance',
    '@id': urn(offering.id),
    courseMode: [modes[place.kind], ...(course.modality === 'online-self-paced' ? ['self-paced'] : [])],
    eventAttendanceMode: attendance[place.kind],
    eventStatus: `https://schema.org/${state === 'cancelled' ? 'EventCancelled' : 'EventScheduled'}`,
    startDate: offering.startsOn,
    endDate: offering.endsOn,
    location: locationsOf(offering),
    inLanguage: offering.languages,
    maximumAttendeeCapacity: offering.seats,
    courseWorkload: course.workloadHours === null ? null : durationOf(course.workloadHours),
    isAccessibleForFree: fee === null,
    offers: present({
      '@type': 'Offer',
      category: fee === null ? 'Free' : 'Paid',
      price: fee?.amount,
      priceCurrency: fee?.currency,
      validFrom: offering.registrationOpensOn,
      validThrough: offering.registrationClosesOn,
    }),
    organizer: offering.organisers.map(organisation),
  });
}

function locationsOf({ place }: OfferingToExport): Node[] {
  const { kind, country, city, venue } = place;
  const where = present({
    '@type': 'Place',
    name: venue ?? city,
    address: (country ?? city) && present({ '@type': 'PostalAddress', addressCountry: country, addressLocality: city }),
  });
  return [
    ...(kind === 'online' || Object.keys(where).length === 1 ? [] : [where]),
    ...(kind === 'on-site' ? [] : [{ '@type': 'VirtualLocation' }]),
  ];
}
