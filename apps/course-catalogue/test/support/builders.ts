import type { MultilingualText } from '@capdev/taxonomy';
import type { Answer, CatalogueApp, Sent } from './catalogue-app.js';

let count = 0;
const next = (): number => (count += 1);

export const inEnglish = (text: string): MultilingualText => ({ original: 'en', text: { en: text } });

/** The body that registers a provider. */
export const aProvider = (about: object = {}): object => ({
  kind: 'centre',
  name: inEnglish(`Centre ${next()}`),
  ...about,
});

/** The body that drafts a course of BDT; it lacks nothing that publication asks for but a provider. */
export const aCourse = (about: object = {}): Record<string, unknown> => {
  const number = next();
  return {
    code: `BDT-${number}`,
    owningUnit: 'BDT',
    // Of two courses with the same title and provider the second one would be asked about.
    title: inEnglish(`Introduction to spectrum management ${number}`),
    languages: ['en'],
    ...about,
  };
};

/** The body that schedules an offering. */
export const anOffering = (courseId: string, organiserId: string, about: object = {}): object => ({
  courseId,
  startsOn: '2027-03-01',
  endsOn: '2027-03-19',
  registrationOpensOn: '2027-01-11',
  registrationClosesOn: '2027-02-19',
  place: { kind: 'on-site', country: 'CH', city: 'Geneva' },
  organiserIds: [organiserId],
  ...about,
});

/** The body that registers a coordinator. */
export const aCoordinator = (about: object = {}): object => ({
  name: 'Coordinator of the example',
  email: 'coordinator@example.org',
  unit: 'BDT',
  ...about,
});

function done(answer: Answer): Answer['body'] {
  if (answer.status >= 300) throw new Error(`${answer.status}: ${answer.text}`);
  return answer.body;
}

/** Things that exist already when the test's own story begins. */
export class Given {
  constructor(private readonly catalogue: CatalogueApp) {}

  async provider(about: object = {}, sent: Sent = {}): Promise<Answer['body']> {
    return done(await this.catalogue.post('/providers', aProvider(about), sent));
  }

  async draft(about: object = {}, sent: Sent = {}): Promise<Answer['body']> {
    return done(await this.catalogue.post('/courses', aCourse(about), sent));
  }

  async published(about: object = {}, sent: Sent = {}): Promise<Answer['body']> {
    const providerIds = [(await this.provider({}, sent)).id as string];
    const course = await this.draft({ providerIds, ...about }, sent);
    return done(await this.catalogue.post(`/courses/${course.id}/publication`, undefined, { ifMatch: 1, ...sent }));
  }

  async retired(about: object = {}): Promise<Answer['body']> {
    const course = await this.published(about);
    return done(await this.catalogue.post(`/courses/${course.id}/retirement`, {}, { ifMatch: course.version }));
  }

  async offering(about: object = {}): Promise<Answer['body']> {
    const course = await this.published();
    return done(await this.catalogue.post('/offerings', anOffering(course.id, course.providerIds[0], about)));
  }

  async coordinator(about: object = {}): Promise<Answer['body']> {
    return done(await this.catalogue.post('/coordinators', aCoordinator(about)));
  }
}
