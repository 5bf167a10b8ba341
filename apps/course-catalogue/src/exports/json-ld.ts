import { audiences, type CodeList, credentialKinds, levels, topics } from '@capdev/taxonomy';
import { type CourseToExport, coursesOf, type Selection } from './exports.query.js';
import { courseInstance } from './json-ld-offering.js';
import { definedTerm, durationOf, labels, type Node, organisation, present, texts, urn } from './json-ld-terms.js';
import type { Moment } from './moment.query.js';

const context = 'https://schema.org/';

/** One course as a schema.org document. */
export function courseDocument(course: CourseToExport): Node {
  return { '@context': context, ...courseNode(course) };
}

/** The courses as one document: a graph, in which every course says everything about itself. */
export async function* courseGraph(moment: Moment, selection: Selection): AsyncGenerator<string> {
  let between = `{"@context":${JSON.stringify(context)},"@graph":[\n`;
  for await (const courses of coursesOf(moment, selection)) {
    yield between + courses.map((course) => JSON.stringify(courseNode(course))).join(',\n');
    between = ',\n';
  }
  yield between === ',\n' ? '\n]}\n' : `${between}]}\n`;
}

function courseNode(course: CourseToExport): Node {
  const { summary, description, workloadHours, feeTerms, links } = course;
  const languages = Object.keys(course.title.text);
  const terms = <Code extends string>(list: CodeList<Code>, codes: readonly (Code | null)[]): Node[] =>
    codes.filter((code) => code !== null).map((code) => definedTerm(list, code, languages));
  const urls = (rel: string): string[] => links.filter((link) => link.rel === rel).map(({ url }) => url);
  return present({
    '@type': 'Course',
    '@id': urn(course.id),
    courseCode: course.code,
    name: texts(course.title),
    // A reader that knows no abstracts shall not find a course without description.
    description: texts(description ?? summary),
    abstract: description && texts(summary),
    inLanguage: course.languages,
    creativeWorkStatus: status[course.state],
    datePublished: course.publishedAt?.slice(0, 10),
    dateModified: course.updatedAt.slice(0, 10),
    provider: course.providers.map(organisation),
    about: terms(topics, course.topics),
    teaches: course.learningOutcomes.flatMap((outcome) => texts(outcome)),
    educationalLevel: terms(levels, [course.level]),
    audience: course.audiences.map((code) => ({
      '@type': 'Audience',
      audienceType: labels(audiences, code, languages),
    })),
    coursePrerequisites: texts(course.entryRequirements),
    educationalCredentialAwarded: terms(credentialKinds, [course.credential]).map((credentialCategory) => ({
      '@type': 'EducationalOccupationalCredential',
      credentialCategory,
    })),
    timeRequired: workloadHours === null ? null : durationOf(workloadHours),
    isAccessibleForFree: feeTerms && feeTerms.kind === 'free',
    offers:
      feeTerms &&
      present({
        '@type': 'Offer',
        category: feeTerms.kind === 'free' ? 'Free' : 'Paid',
        description: texts(feeTerms.note),
        url: urls('registration'),
      }),
    url: urls('about'),
    subjectOf: links
      .filter(({ rel }) => rel !== 'about' && (rel !== 'registration' || feeTerms === null))
      .map(({ rel, url }) => ({ '@type': 'WebPage', name: rel, url })),
    hasCourseInstance: course.offerings.map((offering) => courseInstance(offering, course)),
  });
}

const status = { draft: 'Draft', published: 'Published', retired: 'Obsolete' } as const;
