/** Best first. */
export const healthStatuses = ['green', 'amber', 'red'] as const;
export type HealthStatus = (typeof healthStatuses)[number];
