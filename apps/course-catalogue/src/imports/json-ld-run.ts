import { countries } from '@capdev/taxonomy';
import { offeringFields } from './catalogue-fields.js';
import type { ImportedOffering, NamedOrganisation } from './import-record.js';
import { isNode, type LdNode } from './json-ld-node.js';
import type { LdReader } from './json-ld-values.js';
import { completed, type ReadOffering } from './mapped-offering.js';
import { offeringState } from './offering-state.js';
import { amountFrom, dayFrom, numberFrom, type Read } from './plain-values.js';
import { shorten, tidied, understood } from './written-words.js';

type PlaceKind = 'online' | 'on-site' | 'hybrid';

const online = ['online', 'virtual', 'distance learning', 'remote', 'mooc', 'onlineeventattendancemode'];
const onSite = [
  'onsite',
  'on-site',
  'in person',
  'in-person',
  'face-to-face',
  'offline',
  'classroom',
  'offlineeventattendancemode',
];
const both = ['blended', 'hybrid', 'mixed', 'mixedeventattendancemode'];
const selfPaced = ['self-paced', 'self paced', 'asynchronous'];
const led = ['synchronous', 'instructor-led'];

/** How a run says that it is held: small letters, without the curly quotation marks that word processors put around it. */
function modesOf(run: LdNode, reader: LdReader): string[] {
  return ['courseMode', 'eventAttendanceMode'].flatMap((property) =>
    reader.texts(run, property).map(({ text }) =>
      tidied(text)
        .toLowerCase()
        .replace(/^https?:\/\/schema\.org\//, ''),
    ),
  );
}

/** How the course is taught, as far as a run of it tells. */
export function modalityOf(run: LdNode, reader: LdReader): string | undefined {
  const modes = modesOf(run, reader);
  const says = (words: readonly string[]) => modes.some((mode) => words.includes(mode));
  const kind = kindOf(run, reader);
  if (kind === 'online' && says(selfPaced)) return 'online-self-paced';
  if (kind === 'online' && says(led)) return 'online-instructor-led';
  if (kind === 'on-site') return 'face-to-face';
  return kind === 'hybrid' ? 'blended' : undefined;
}

/**
 * A run of a course; what is wrong with it is told to the reader. Undefined when it has no days: such an instance, which
 * search engines ask for, says how the course is taught and not when. Only at one's own pace a course runs without days.
 */
export function runOf(
  run: LdNode,
  course: {
    readonly key: string;
    readonly fields: Readonly<Record<string, unknown>>;
    readonly providers: readonly NamedOrganisation[];
  },
  reader: LdReader,
): ImportedOffering | undefined {
  const [schedule] = reader.nodes(run, 'courseSchedule');
  const day = (property: string) =>
    dayAt(run, property, reader) ?? dayAt(schedule, property, reader.at('courseSchedule'));
  const startsOn = day('startDate');
  const endsOn = day('endDate');
  if (startsOn === undefined && endsOn === undefined && modalityOf(run, reader) !== 'online-self-paced')
    return undefined;
  const offerers = reader.nodes(run, 'offers').flatMap((offer) => reader.organisations(offer, 'offeredBy'));
  const named = [...reader.organisations(run, 'organizer'), ...offerers].slice(0, 10);
  const organisers = named.length > 0 ? named : course.providers;
  const languages = reader.languages(run, 'inLanguage');
  const seats = value('maximumAttendeeCapacity', run, reader, numberFrom, 'seats');
  const place = placeOf(run, reader);
  const read: ReadOffering = {
    ...(startsOn !== undefined && { startsOn }),
    ...(endsOn !== undefined && { endsOn }),
    ...offered(run, endsOn, reader),
    ...(place && { place }),
    ...(languages && { languages }),
    ...(seats !== undefined && { seats }),
  };
  const { offering, faults } = completed(read, course.fields, organisers);
  for (const { field, reason } of faults) reader.fault(properties[field] ?? field, reason);
  const cancelled = reader.texts(run, 'eventStatus').some(({ text }) => /(^|\/)EventCancelled$/.test(text));
  const state = cancelled ? 'cancelled' : reader.mapping.state && offeringState(reader.mapping.state, offering);
  return { key: keyOf(run, course.key, read, reader), offering, organisers, ...(state && { state }) };
}

const properties: Readonly<Record<string, string>> = {
  startsOn: 'startDate',
  endsOn: 'endDate',
  place: 'location',
  'place.kind': 'courseMode',
  organisers: 'organizer',
  'fee.currency': 'offers',
};

/** Its own identifier, or what tells it from other runs of the course. Its address is often that of the course. */
function keyOf(
  run: LdNode,
  course: string,
  { startsOn = null, endsOn = null, place }: ReadOffering,
  reader: LdReader,
): string {
  if (run.id !== undefined && URL.canParse(run.id)) return JSON.stringify([run.id]);
  const { kind = null, city = null, venue = null } = place ?? {};
  return JSON.stringify([course, startsOn, endsOn, kind, city, venue, ...modesOf(run, reader)]);
}

function kindOf(run: LdNode, reader: LdReader): PlaceKind | undefined {
  const modes = modesOf(run, reader);
  const said = kindFrom(
    modes.some((mode) => online.includes(mode)),
    modes.some((mode) => onSite.includes(mode)),
  );
  if (modes.some((mode) => both.includes(mode))) return 'hybrid';
  if (said) return said;
  const places = reader.document
    .valuesOf(run, 'location')
    .map((place) => isNode(place) && place.types.includes('VirtualLocation'));
  return kindFrom(places.includes(true), places.includes(false));
}

function kindFrom(isOnline: boolean, isOnSite: boolean): PlaceKind | undefined {
  if (isOnline) return isOnSite ? 'hybrid' : 'online';
  return isOnSite ? 'on-site' : undefined;
}

function placeOf(run: LdNode, reader: LdReader): ReadOffering['place'] | undefined {
  const kind = kindOf(run, reader);
  if (kind === undefined) return undefined;
  if (kind === 'online') return { kind };
  const inside = reader.at('location');
  const location = reader.document
    .valuesOf(run, 'location')
    .find((one) => !isNode(one) || !one.types.includes('VirtualLocation'));
  if (location === undefined) return { kind };
  const [address] = isNode(location) ? inside.nodes(location, 'address') : [];
  const written = isNode(location)
    ? (inside.first(location, 'name') ?? inside.first(address, 'streetAddress') ?? plainAddress(location, inside))
    : location.text.trim();
  const venue = inside.sound('name', offeringFields['place.venue']!, written === '' ? undefined : written);
  const city = inside.sound('address', offeringFields['place.city']!, inside.first(address, 'addressLocality'));
  const country = countryOf(address, inside);
  return { kind, ...(country && { country }), ...(city && { city }), ...(venue && { venue }) };
}

function plainAddress(location: LdNode, reader: LdReader): string | undefined {
  const [address] = reader.document.valuesOf(location, 'address');
  return address && !isNode(address) ? address.text.trim() : undefined;
}

function countryOf(address: LdNode | undefined, reader: LdReader): string | undefined {
  const written = reader.first(address, 'addressCountry');
  if (written === undefined) return undefined;
  const meaning = understood(written, { by: 'name' }, countries);
  if (typeof meaning === 'object') return meaning.code;
  reader.fault(
    'addressCountry',
    `"${shorten(written)}" is no country that is known`,
    'use a code of ISO 3166-1, such as SE',
  );
  return undefined;
}

function dayAt(node: LdNode | undefined, property: string, reader: LdReader): string | undefined {
  return node && value(property, node, reader, dayFrom, 'startsOn');
}

/** The fee, and the days of registration: an offer that is valid beyond the end of the run is about something else. */
function offered(run: LdNode, endsOn: string | undefined, reader: LdReader): ReadOffering {
  const inside = reader.at('offers');
  const offers = reader.nodes(run, 'offers');
  const offer = offers.find((one) => inside.first(one, 'price') !== undefined) ?? offers[0];
  if (!offer) return {};
  const amount = value('price', offer, inside, amountFrom, 'fee.amount');
  const written = inside.first(offer, 'priceCurrency')?.toUpperCase();
  const currency = inside.sound('priceCurrency', offeringFields['fee.currency']!, written);
  const opens = dayAt(offer, 'validFrom', inside);
  const closes = dayAt(offer, 'validThrough', inside);
  const sensible = endsOn !== undefined && (opens ?? '') <= endsOn && (closes ?? '') <= endsOn;
  return {
    ...(amount !== undefined && { fee: { amount, ...(currency !== undefined && { currency }) } }),
    ...(sensible && opens !== undefined && { registrationOpensOn: opens }),
    ...(sensible && closes !== undefined && { registrationClosesOn: closes }),
  };
}

function value<Value>(
  property: string,
  node: LdNode,
  reader: LdReader,
  read: (written: string) => Read<Value>,
  field: keyof typeof offeringFields,
): Value | undefined {
  const written = reader.first(node, property);
  if (written === undefined) return undefined;
  const result = read(tidied(written));
  if ('value' in result) return reader.sound(property, offeringFields[field]!, result.value);
  reader.fault(property, `"${shorten(written)}" ${result.reason}`, result.advice);
  return undefined;
}
