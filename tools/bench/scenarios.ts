import { randomBytes } from 'node:crypto';
import type { Sample } from './generated-courses.js';

/** One request of a scenario. */
export interface Ask {
  readonly path: string;
  /** Beside the scenario's. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** One kind of request, with everything that varies from one to the next. */
export interface Scenario {
  readonly name: string;
  readonly target: number;
  readonly method: 'GET' | 'POST';
  /** In the order in which they are sent, over and over. */
  readonly asks: readonly Ask[];
  readonly headers: Readonly<Record<string, string>>;
  /** The texts between which the course code stands, which each request has to make up anew. */
  readonly body?: { readonly parts: readonly string[] };
}

/** A code that no earlier request has used, in any process. */
export const newRun = (): string => `B${randomBytes(4).toString('hex').toUpperCase()}-`;

/** What the rounds may use: things that exist, and a token for changing them. */
export interface Given {
  readonly sample: Sample;
  readonly token: string;
}

const reader = { 'accept-language': 'fr' };

/** What a bureau does most: read one course, page through the list, enter a course. Asked for once the service runs. */
export const scenarios: Readonly<Record<string, (given: Given, serviceUrl: string) => Promise<Scenario>>> = {
  read: async ({ sample }) => ({
    name: 'read one course',
    target: 0.8,
    method: 'GET',
    asks: sample.courseIds.map((id) => ({ path: `/courses/${id}` })),
    headers: reader,
  }),
  list: async (_, serviceUrl) => ({
    name: 'list a page of 20',
    target: 0.8,
    method: 'GET',
    asks: (await pages(serviceUrl)).map((path) => ({ path })),
    headers: reader,
  }),
  create: async ({ sample, token }) => ({
    name: 'create a course',
    target: 0.7,
    method: 'POST',
    asks: [{ path: '/courses' }],
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: { parts: JSON.stringify(courseBody(sample.providerIds[0]!)).split(marker) },
  }),
};

/** The addresses of the first pages, as the service itself hands them out; cursors cannot be made up. */
async function pages(serviceUrl: string): Promise<string[]> {
  const paths = ['/courses?limit=20'];
  while (paths.length < 100) {
    const answer = (await (await fetch(`${serviceUrl}${paths.at(-1)}`)).json()) as { next: string | null };
    if (answer.next === null) break;
    paths.push(answer.next);
  }
  return paths;
}

const marker = '@code@';

function courseBody(providerId: string): object {
  const text = (en: string, fr: string) => ({ original: 'en', text: { en, fr } });
  return {
    code: marker,
    owningUnit: 'BDT',
    providerIds: [providerId],
    // With its code, or the catalogue would ask whether it is the course that was created before.
    title: {
      original: 'en',
      text: {
        en: `Introduction to the management of networks and services ${marker}`,
        fr: `Introduction à la gestion des réseaux et des services ${marker}`,
        es: `Introducción a la gestión de redes y servicios ${marker}`,
        ru: `Введение в управление сетями и услугами ${marker}`,
        zh: `网络和服务管理导论 ${marker}`,
        ar: `مقدمة في إدارة الشبكات والخدمات ${marker}`,
      },
    },
    summary: text(
      'What networks are made of and how their quality is measured.',
      'De quoi les réseaux sont faits et comment leur qualité se mesure.',
    ),
    description: text(
      'The course works through real decisions of regulators and operators, step by step. '.repeat(4).trim(),
      "Le cours suit pas à pas de vraies décisions de régulateurs et d'opérateurs. ".repeat(4).trim(),
    ),
    learningOutcomes: [text('Compare three ways of measuring quality', 'Comparer trois façons de mesurer la qualité')],
    audiences: ['regulators', 'engineers'],
    level: 'intermediate',
    modality: 'online-self-paced',
    topics: ['quality-of-service'],
    languages: ['en', 'fr'],
    workloadHours: 12.5,
    credential: 'certificate',
    feeTerms: { kind: 'free' },
    registrationType: 'direct',
    links: [{ rel: 'about', url: 'https://example.org/courses/quality' }],
  };
}
