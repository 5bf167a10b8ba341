import type { CourseDetails } from './course-details.js';

type Weighed = keyof CourseDetails | 'assessment.description';

/** How much each field contributes to a full record; together 100. */
const weights: Readonly<Partial<Record<Weighed, number>>> = {
  title: 10,
  summary: 5,
  description: 10,
  learningOutcomes: 10,
  audiences: 5,
  entryRequirements: 5,
  level: 5,
  modality: 5,
  topics: 5,
  languages: 5,
  workloadHours: 5,
  'assessment.description': 5,
  credential: 5,
  feeTerms: 5,
  registrationType: 5,
  providerIds: 5,
  coordinatorIds: 5,
};

/** How full a course's record is, and what it still lacks, weightiest first. */
export interface Completeness {
  readonly completeness: number;
  readonly missing: readonly string[];
}

export function completenessOf(course: CourseDetails): Completeness {
  const missing: string[] = [];
  let completeness = 100;
  for (const [field, weight] of sorted) {
    if (isFilled(field === 'assessment.description' ? course.assessment.description : course[field])) continue;
    missing.push(field);
    completeness -= weight;
  }
  return { completeness, missing };
}

const sorted = (Object.entries(weights) as [Weighed, number][]).sort(([, a], [, b]) => b - a);

const isFilled = (value: unknown): boolean => (Array.isArray(value) ? value.length > 0 : value !== null);
