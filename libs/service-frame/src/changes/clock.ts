import { Injectable } from '@nestjs/common';

/** What time it is; a test sets its own. */
@Injectable()
export class Clock {
  now(): Date {
    return new Date();
  }

  /** The calendar day, in UTC: `2027-03-01`. */
  today(): string {
    return this.now().toISOString().slice(0, 10);
  }
}
