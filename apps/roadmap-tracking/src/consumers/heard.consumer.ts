import {
  type CourseSnapshotV1,
  coursePublishedV1,
  courseRetiredV1,
  courseRevisedV1,
  type ImportFinishedV1,
  importFinishedV1,
  offeringCompletedV1,
  offeringOpenedV1,
  type OfferingSnapshotV1,
  type ProviderSnapshotV1,
  providerRegisteredV1,
} from '@capdev/contracts/catalogue';
import { schemas } from '@capdev/contracts/catalogue/reference';
import type { EventDefinition, MultilingualTextV1 } from '@capdev/contracts/core';

/** An event of another service that this one listens to. */
interface HeardEvent {
  readonly definition: EventDefinition;
  /** The line that stands for it as evidence. */
  readonly titleOf: (data: object) => string;
  /** What its data looks like, as JSON Schema: the frozen contract. */
  readonly schema: object;
}

const original = ({ original, text }: MultilingualTextV1): string => text[original] ?? Object.values(text)[0] ?? '';
const course = ({ code, title }: CourseSnapshotV1): string => `Course ${code}, “${original(title)}”`;
const offering = ({ courseCode, courseTitle, startsOn }: OfferingSnapshotV1): string =>
  `Offering of ${courseCode}, “${original(courseTitle)}”, ${startsOn ? `from ${startsOn}` : 'open-ended'}`;
const imported = ({ rows, created, updated, published }: ImportFinishedV1): string =>
  `Import of ${rows} rows: ${created} created, ${updated} updated, ${published} published`;

/** Every event of another service that this one listens to, by its type. */
export const heardEvents: ReadonlyMap<string, HeardEvent> = new Map(
  [
    heard(coursePublishedV1, (data) => `${course(data)}: published`),
    heard(courseRevisedV1, (data) => `${course(data)}: revised`),
    heard(courseRetiredV1, (data) => `${course(data)}: retired`),
    heard(offeringOpenedV1, (data) => `${offering(data)}: opened`),
    heard(offeringCompletedV1, (data) => `${offering(data)}: completed`),
    heard(providerRegisteredV1, ({ name }: ProviderSnapshotV1) => `Provider “${original(name)}”: registered`),
    heard(importFinishedV1, imported),
  ].map((entry) => [entry.definition.type, entry]),
);

function heard<Data extends object>(definition: EventDefinition<Data>, titleOf: (data: Data) => string): HeardEvent {
  const schema = schemas[definition.type] ?? {};
  return { definition, titleOf: titleOf as HeardEvent['titleOf'], schema };
}
