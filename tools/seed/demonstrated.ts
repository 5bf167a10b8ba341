/** The services for which there is demonstration data. */
export const demonstrated = ['course-catalogue', 'roadmap-tracking'] as const;
export type Demonstrated = (typeof demonstrated)[number];

export const isDemonstrated = (name: string): name is Demonstrated => demonstrated.some((one) => one === name);
