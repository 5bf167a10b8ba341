import { formatName, formatVersion } from '../../../apps/course-catalogue/src/exports/exchange-format.js';
import { madeCourse, madeProviders } from '../search/made-courses.js';
import { readMaterial } from '../search/material.js';

/** Numbers from here on are in no filled catalogue. */
const beyond = 5_000_000;
const firstDay = Date.UTC(2027, 0, 1);
const dayMs = 86_400_000;

/**
 * A list of courses as the catalogue exports them, with the runs that some have.
 *
 * @param from how many were in the lists before this one
 */
export function listOf(from: number, rows: number): string {
  const material = readMaterial();
  const courses = Array.from({ length: rows }, (_, at) =>
    JSON.stringify({ course: course(beyond + from + at, material) }),
  );
  return [
    JSON.stringify({ format: formatName, version: formatVersion }),
    ...courses,
    JSON.stringify({ end: { providers: 0, courses: rows } }),
    '',
  ].join('\n');
}

function course(number: number, material: ReturnType<typeof readMaterial>): object {
  const made = madeCourse(number, material);
  const code = `LIST-${number}`;
  const organisers = [{ kind: 'external', name: `Organisation ${1 + (made.provider % madeProviders)}` }];
  return {
    code,
    state: 'published',
    owningUnit: 'BDT',
    providers: organisers,
    // With its code, or the guard would take many for courses that are there.
    title: { ...made.title, text: eachText(made.title.text, (text) => `${text.slice(0, 180)} ${code}`) },
    summary: made.summary,
    description: made.description,
    learningOutcomes: made.learning_outcomes,
    audiences: ['regulators', 'engineers'],
    level: made.level,
    modality: made.modality,
    topics: made.topics,
    languages: made.languages,
    workloadHours: made.workload_hours,
    credential: made.credential,
    feeTerms: { kind: made.fee },
    registrationType: 'direct',
    offerings: made.offerings.map((day) => ({
      state: 'planned',
      startsOn: dayAt(day),
      endsOn: dayAt(day + 12),
      place: { kind: 'on-site', country: 'CH', city: 'Geneva' },
      languages: made.languages,
      organisers,
    })),
  };
}

const dayAt = (day: number): string => new Date(firstDay + day * dayMs).toISOString().slice(0, 10);

const eachText = (texts: Readonly<Record<string, string>>, change: (text: string) => string): Record<string, string> =>
  Object.fromEntries(Object.entries(texts).map(([language, text]) => [language, change(text)]));
