import { DomainError } from '@capdev/service-kit/problems';

export class ReportNotFound extends DomainError {
  constructor(id: string) {
    super('not-found', 'report-not-found', `There is no report ${id}.`);
  }
}

/** What was frozen stays as it was read. */
export class ReportFrozen extends DomainError {
  constructor(id: string) {
    super(
      'conflict',
      'report-frozen',
      `Report ${id} is frozen: nothing of it changes. A correction is a later edition (POST /reports/${id}/editions).`,
    );
  }
}

export class ReportAlreadyApproved extends DomainError {
  constructor(id: string) {
    super(
      'conflict',
      'report-already-approved',
      `Report ${id} is approved as it stands. Send it back with a reason (POST /reports/${id}/return) before it is changed or approved again.`,
    );
  }
}

export class ReportNotApproved extends DomainError {
  constructor(id: string) {
    super(
      'conflict',
      'report-not-approved',
      `Report ${id} is a draft: only an approved report is frozen or sent back. Approve it first (POST /reports/${id}/approval).`,
    );
  }
}

/** Two pairs of eyes. */
export class ReportApprovedByDrafter extends DomainError {
  constructor(id: string) {
    super(
      'forbidden',
      'report-approved-by-drafter',
      `You have drafted or changed report ${id}, so somebody else has to approve it.`,
    );
  }
}

export class ReportDayInFuture extends DomainError {
  constructor(asOf: string, today: string) {
    super(
      'invalid',
      'report-day-in-future',
      `A report tells the state of a day that has begun: ${asOf} is after today, ${today}.`,
      [{ pointer: '/asOf', detail: `At the latest ${today}.` }],
    );
  }
}

export class ReportPeriodReversed extends DomainError {
  constructor(periodStart: string, asOf: string) {
    super(
      'invalid',
      'report-period-reversed',
      `The period begins on ${periodStart}, after the day of the report, ${asOf}. It must begin on that day or before.`,
      [{ pointer: '/periodStart', detail: `At the latest ${asOf}.` }],
    );
  }
}

export class ReportBaselineUnknown extends DomainError {
  constructor(baselineId: string) {
    super(
      'invalid',
      'report-baseline-unknown',
      `There is no baseline ${baselineId} to compare with. GET /baselines lists them; without one nothing is compared.`,
      [{ pointer: '/baselineId', detail: 'No baseline has this identifier.' }],
    );
  }
}

export class ReportNotFrozen extends DomainError {
  constructor(id: string) {
    super(
      'conflict',
      'report-not-frozen',
      `Report ${id} is not frozen yet: change it instead of making a later edition of it.`,
    );
  }
}

export class ReportEditionExists extends DomainError {
  constructor(id: string, edition: number) {
    super(
      'conflict',
      'report-edition-exists',
      `Edition ${edition} replaces report ${id} already. Go on with that one: an edition is replaced once.`,
    );
  }
}

export class ReportEditionEarlier extends DomainError {
  constructor(asOf: string, before: string) {
    super(
      'invalid',
      'report-edition-earlier',
      `A later edition tells the state of the same day or of a later one: ${asOf} is before ${before}, the day of the edition that it replaces.`,
      [{ pointer: '/asOf', detail: `At the earliest ${before}.` }],
    );
  }
}

export class ReportLanguageUnknown extends DomainError {
  constructor() {
    super(
      'invalid',
      'report-language-unknown',
      'A report is made in one of the six official languages: lang=ar, zh, en, fr, ru or es. Without lang, Accept-Language decides.',
      [{ pointer: 'lang', detail: 'Not one of ar, zh, en, fr, ru, es.' }],
    );
  }
}
