import type { TestToken } from '@capdev/access/testing';
import type { MultilingualText } from '@capdev/taxonomy';
import { anOffering, type Given } from './builders.js';
import type { Answer, CatalogueApp } from './catalogue-app.js';

/** What an export answered: text, which need not be JSON. */
export interface Exported {
  readonly status: number;
  readonly headers: Answer['headers'];
  readonly text: string;
}

export async function exported(
  catalogue: CatalogueApp,
  path: string,
  as: TestToken | null = null,
  method: 'GET' | 'HEAD' = 'GET',
): Promise<Exported> {
  const headers = as ? { authorization: `Bearer ${await catalogue.issuer.token(as)}` } : {};
  const answer = await catalogue.app.inject({ method, url: path, headers });
  return { status: answer.statusCode, headers: answer.headers as Answer['headers'], text: answer.body };
}

/** The lines of our own format. */
export function linesOf({ text }: Exported): Record<string, unknown>[] {
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

export const inSix: MultilingualText = {
  original: 'fr',
  text: {
    en: 'Quality of service, "QoS"; a first\nlook',
    fr: 'Qualité de service, « QdS » ; un premier regard',
    ar: 'جودة الخدمة، نظرة أولى',
    zh: '服务质量：初步认识',
    ru: 'Качество услуг, первый взгляд',
    es: '=HYPERLINK("http://example.org";"¡Ábrame!")',
    pt: 'Qualidade de serviço',
  },
};

const inTwo = (en: string, fr: string): MultilingualText => ({ original: 'en', text: { en, fr } });

/** Every field that a course has, with what formats stumble over. */
export const richCourse = {
  code: 'QOS-101',
  owningUnit: 'BDT',
  title: inSix,
  summary: inTwo('-1 is not a summary', 'Un résumé, bref'),
  description: inTwo('Line one,\nline two; “quoted” and "straight"', '+ d’un point'),
  learningOutcomes: [
    inTwo('Measure; compare', 'Mesurer ; comparer'),
    { original: 'en', text: { en: 'Back\\slash' } },
  ] as MultilingualText[],
  audiences: ['regulators', 'policy-makers'],
  entryRequirements: inTwo('@home: a computer', 'Un ordinateur'),
  level: 'introductory',
  modality: 'online-self-paced',
  topics: ['quality-of-service', 'cybersecurity'],
  languages: ['en', 'fr', 'ar'],
  workloadHours: 7.25,
  assessment: { description: inTwo('A quiz', 'Un questionnaire'), passMark: 65 },
  credential: 'badge',
  feeTerms: { kind: 'paid', note: inTwo('Waived for LDCs', 'Gratuit pour les PMA') },
  registrationType: 'direct',
  links: [
    { rel: 'about', url: 'https://example.org/qos;jsessionid=1?a=b,c' },
    { rel: 'registration', url: 'https://example.org/register' },
    { rel: 'syllabus', url: 'https://example.org/syllabus.pdf' },
  ],
};

/** Publishes the rich course, given by two providers, with runs of every sort. */
export async function givenRichCourse(catalogue: CatalogueApp, given: Given): Promise<Answer['body']> {
  const centre = await given.provider({
    kind: 'centre',
    name: { original: 'es', text: { en: 'Centre; of excellence', es: '=Centro; de excelencia' } },
    description: inTwo('Teaches', 'Enseigne'),
    country: 'AR',
    centreId: 'ce-1',
  });
  const bureau = await given.provider({ kind: 'bureau', name: inTwo('Bureau', 'Bureau fr'), country: 'CH' });
  const coordinator = await given.coordinator();
  const course = await given.draft({
    ...richCourse,
    providerIds: [centre.id, bureau.id],
    coordinatorIds: [coordinator.id],
  });
  const { body: published } = await catalogue.post(`/courses/${course.id}/publication`, undefined, { ifMatch: 1 });
  const offer = async (organiser: string, about: object): Promise<Answer['body']> =>
    (await catalogue.post('/offerings', anOffering(course.id, organiser, about))).body;
  const openEnded = { startsOn: null, endsOn: null, registrationOpensOn: null, registrationClosesOn: null };
  const online = { kind: 'online' };
  await offer(bureau.id, { ...openEnded, place: online, languages: ['en'] });
  const cancelled = await offer(centre.id, {
    ...{ place: { kind: 'hybrid', country: 'AR', city: 'Córdoba', venue: 'Sala «A», 2' }, seats: 30 },
    ...{ fee: { amount: '150.00', currency: 'CHF' }, languages: ['es'] },
  });
  await catalogue.post(
    `/offerings/${cancelled.id}/cancellation`,
    { reason: 'Too few, alas' },
    { ifMatch: cancelled.version },
  );
  const open = await offer(bureau.id, { startsOn: '2027-02-01', endsOn: '2027-02-05', registrationClosesOn: null });
  await catalogue.post(`/offerings/${open.id}/opening`, undefined, { ifMatch: open.version });
  return published;
}
