import type { EventDefinition } from '@capdev/contracts/core';
import { deliver, messageOf } from '@capdev/messaging/testing';
import { newId } from '@capdev/persistence';
import type { Answer, ServiceApp, Sent } from '@capdev/service-frame/testing';
import { editor } from './roadmap-app.js';

let count = 0;

/** The body that proposes a link. */
export const aLink = (about: object = {}): object => {
  count += 1;
  return { kind: 'link', title: `Page ${count}`, url: `https://example.org/pages/${count}`, ...about };
};

/** The body that proposes a document. */
export const aDocument = (about: object = {}): object => {
  count += 1;
  const sha256 = count.toString(16).padStart(64, '0');
  return { kind: 'document', title: `Minutes ${count}`, symbol: `C23/${count}`, sha256, ...about };
};

export async function givenEvidence(
  app: ServiceApp,
  milestoneId: string,
  about: object = {},
  sent: Sent = {},
): Promise<{ id: string; version: number }> {
  const { status, body } = await app.post(`/milestones/${milestoneId}/evidence`, aLink(about), sent);
  if (status !== 201) throw new Error(`Evidence was refused: ${JSON.stringify(body)}`);
  return body as { id: string; version: number };
}

/** Evidence that the coordinator has proposed and an editor of the unit confirmed: with it a milestone can be reached. */
export async function givenConfirmedEvidence(
  app: ServiceApp,
  milestoneId: string,
  by = editor,
): Promise<{ id: string; version: number }> {
  const { id } = await givenEvidence(app, milestoneId);
  const { status, body } = await confirm(app, id, { as: by });
  if (status !== 200) throw new Error(`Evidence was not confirmed: ${JSON.stringify(body)}`);
  return body as { id: string; version: number };
}

export const confirm = (app: ServiceApp, id: string, sent: Sent = {}): Promise<Answer> =>
  app.post(`/evidence/${id}/confirmation`, {}, { as: editor, ifMatch: '*', ...sent });

/** The body that makes an evidence rule. */
export const aRule = (milestoneId: string, definition: EventDefinition, about: object = {}): object => ({
  milestoneId,
  eventType: definition.type,
  ...about,
});

export async function givenRule(
  app: ServiceApp,
  milestoneId: string,
  definition: EventDefinition,
  about: object = {},
): Promise<{ id: string; version: number }> {
  const { status, body } = await app.post('/evidence-rules', aRule(milestoneId, definition, about));
  if (status !== 201) throw new Error(`The rule was refused: ${JSON.stringify(body)}`);
  return body as { id: string; version: number };
}

/** Lets the service hear an event as if it had come from Kafka. @returns the event's id */
export async function hear<Data extends object>(
  app: ServiceApp,
  definition: EventDefinition<Data>,
  about: object = {},
  { subject = newId(), id = newId(), time = new Date().toISOString() } = {},
): Promise<string> {
  const data = { ...definition.example, ...about };
  const message = messageOf(definition, data, { subject, envelope: { id, time, source: '/course-catalogue' } });
  await deliver(app.app, definition.topic, message);
  return id;
}
