import type { Caller } from '@capdev/access';

/** Who acts when time has passed: nobody; it stands in the histories so that they have no gap. */
export const theClock: Caller = { subject: 'clock', unit: 'roadmap-tracking', roles: [] };

/** Who acts when another service has spoken. */
export const messengerOf = (source: string): Caller => ({
  subject: `event-of:${source.replace(/^\//, '')}`,
  unit: 'roadmap-tracking',
  roles: [],
});
