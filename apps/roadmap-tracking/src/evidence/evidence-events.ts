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

/** An event that can be evidence: this service listens to it, and can say in a line what it tells. */
interface EvidenceEvent {
  readonly definition: EventDefinition;
  readonly titleOf: (data: object) => string;
}

const original = ({ original, text }: MultilingualTextV1): string => text[original] ?? Object.values(text)[0] ?? '';
const course = ({ code, title }: CourseSnapshotV1): string => `Course ${code}, “${original(title)}”`;
const offering = ({ courseCode, courseTitle, startsOn }: OfferingSnapshotV1): string =>
  `Offering of ${courseCode}, “${original(courseTitle)}”, ${startsOn ? `from ${startsOn}` : 'open-ended'}`;
const imported = ({ rows, created, updated, published }: ImportFinishedV1): string =>
  `Import of ${rows} rows: ${created} created, ${updated} updated, ${published} published`;

/** Every event of another service that this one listens to, with the line that stands for it as evidence. */
export const evidenceEvents: ReadonlyMap<string, EvidenceEvent> = new Map(
  [
    evidenceOf(coursePublishedV1, (data) => `${course(data)}: published`),
    evidenceOf(courseRevisedV1, (data) => `${course(data)}: revised`),
    evidenceOf(courseRetiredV1, (data) => `${course(data)}: retired`),
    evidenceOf(offeringOpenedV1, (data) => `${offering(data)}: opened`),
    evidenceOf(offeringCompletedV1, (data) => `${offering(data)}: completed`),
    evidenceOf(providerRegisteredV1, ({ name }: ProviderSnapshotV1) => `Provider “${original(name)}”: registered`),
    evidenceOf(importFinishedV1, imported),
  ].map((entry) => [entry.definition.type, entry]),
);

/** What the data of an event looks like, as JSON Schema: the frozen contract. */
export const schemaOf = (type: string): object => schemas[type] ?? {};

function evidenceOf<Data extends object>(
  definition: EventDefinition<Data>,
  titleOf: (data: Data) => string,
): EvidenceEvent {
  return { definition, titleOf: titleOf as EvidenceEvent['titleOf'] };
}
