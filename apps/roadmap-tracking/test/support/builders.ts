import type { MultilingualText } from '@capdev/taxonomy';
import type { ServiceApp } from '@capdev/service-frame/testing';

let count = 0;
const next = (): number => (count += 1);

export const inEnglish = (text: string): MultilingualText => ({ original: 'en', text: { en: text } });

/** The body that drafts a notice. */
export const aNotice = (about: object = {}): object => ({ title: inEnglish(`Notice ${next()}`), ...about });

/** A notice of BDT that is in the service already. */
export async function givenDraft(
  app: ServiceApp,
  about: object = {},
): Promise<{ id: string; title: MultilingualText }> {
  const { body } = await app.post('/notices', aNotice(about));
  return body as { id: string; title: MultilingualText };
}

export async function givenPublished(
  app: ServiceApp,
  about: object = {},
): Promise<{ id: string; title: MultilingualText }> {
  const draft = await givenDraft(app, about);
  await app.post(`/notices/${draft.id}/publication`, {}, { ifMatch: 1 });
  return draft;
}
