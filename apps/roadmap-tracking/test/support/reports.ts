import { expect } from '@jest/globals';
import type { ServiceApp } from '@capdev/service-frame/testing';
import { inEnglish } from './builders.js';
import { approver } from './roadmap-app.js';

export interface GivenReport {
  readonly id: string;
  readonly version: number;
}

/** The body that drafts a report. */
export const aReport = (about: object = {}): object => ({
  title: inEnglish('Harmonisation of capacity development'),
  body: 'Council',
  periodStart: '2026-01-01',
  asOf: '2026-10-31',
  ...about,
});

/** A report that the coordinator has drafted. */
export async function givenReport(app: ServiceApp, about: object = {}): Promise<GivenReport> {
  const { status, body } = await app.post('/reports', aReport(about));
  expect({ status, body }).toMatchObject({ status: 201 });
  return body as GivenReport;
}

export async function givenApproved(app: ServiceApp, about: object = {}): Promise<GivenReport> {
  const { id, version } = await givenReport(app, about);
  const { body } = await app.post(`/reports/${id}/approval`, {}, { ifMatch: version, as: approver });
  return body as GivenReport;
}

export async function givenFrozen(app: ServiceApp, about: object = {}): Promise<GivenReport> {
  return freeze(app, await givenReport(app, about));
}

/** Approves a draft and freezes it. */
export async function freeze(app: ServiceApp, { id, version }: GivenReport): Promise<GivenReport> {
  await app.post(`/reports/${id}/approval`, {}, { ifMatch: version, as: approver });
  const { status, body } = await app.post(`/reports/${id}/freezing`, {}, { ifMatch: version + 1, as: approver });
  expect({ status, body }).toMatchObject({ status: 200 });
  return body as GivenReport;
}
