import type {
  Audience,
  CredentialKind,
  FeeKind,
  Level,
  Modality,
  MultilingualText,
  RegistrationType,
  Topic,
} from '@capdev/taxonomy';

export interface Assessment {
  description: MultilingualText | null;
  /** Per cent that passes. */
  passMark: number;
}

export interface FeeTerms {
  kind: FeeKind;
  note: MultilingualText | null;
}

export interface Link {
  /** What is found there: `about`, `registration` … */
  rel: string;
  url: string;
}

/** What an editor says of a course. */
export interface CourseDetails {
  code: string;
  owningUnit: string;
  providerIds: string[];
  title: MultilingualText;
  summary: MultilingualText | null;
  description: MultilingualText | null;
  learningOutcomes: MultilingualText[];
  audiences: Audience[];
  entryRequirements: MultilingualText | null;
  level: Level | null;
  modality: Modality | null;
  topics: Topic[];
  languages: string[];
  workloadHours: number | null;
  assessment: Assessment;
  credential: CredentialKind | null;
  feeTerms: FeeTerms | null;
  registrationType: RegistrationType | null;
  coordinatorIds: string[];
  links: Link[];
}

/** The pass mark of a course that does not say its own. */
export interface PassMarks {
  readonly usual: number;
  readonly selfPaced: number;
}

export function passMarkFor(modality: Modality | null, marks: PassMarks): number {
  return modality === 'online-self-paced' ? marks.selfPaced : marks.usual;
}
