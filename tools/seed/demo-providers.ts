import type { MultilingualText } from '@capdev/taxonomy';
import { units } from '@capdev/taxonomy';

/** An organisation of the demonstration, as the API takes it. */
export interface DemoProvider {
  readonly kind: 'bureau' | 'centre' | 'partner' | 'external';
  readonly name: MultilingualText;
  readonly description?: MultilingualText;
  readonly country: string;
  readonly centreId?: string;
  readonly partnerId?: string;
}

const bureau = (unit: 'BDT' | 'BR' | 'TSB'): DemoProvider => ({
  kind: 'bureau',
  name: { original: 'en', text: { ...units.labels(unit) } },
  country: 'CH',
});

/** The three bureaux, and centres and a partner that exist only in this demonstration. */
export const demoProviders: readonly DemoProvider[] = [
  bureau('BDT'),
  bureau('BR'),
  bureau('TSB'),
  {
    kind: 'centre',
    name: {
      original: 'en',
      text: { en: 'Example Centre for Spectrum Training', fr: 'Centre exemple de formation au spectre' },
    },
    description: { original: 'en', text: { en: 'A centre made up for this demonstration.' } },
    country: 'KE',
    centreId: 'demo-centre-1',
  },
  {
    kind: 'centre',
    name: { original: 'en', text: { en: 'Example Cyber Academy' } },
    country: 'BG',
    centreId: 'demo-centre-2',
  },
  {
    kind: 'centre',
    name: {
      original: 'es',
      text: { es: 'Instituto de Ejemplo para la Inclusión Digital', en: 'Example Institute for Digital Inclusion' },
    },
    country: 'CO',
    centreId: 'demo-centre-3',
  },
  {
    kind: 'centre',
    name: { original: 'fr', text: { fr: 'Centre exemple de régulation', en: 'Example Centre for Regulation' } },
    country: 'SN',
    centreId: 'demo-centre-4',
  },
  {
    kind: 'centre',
    name: { original: 'ar', text: { ar: 'مركز المثال للتدريب الرقمي', en: 'Example Centre for Digital Training' } },
    country: 'TN',
    centreId: 'demo-centre-5',
  },
  {
    kind: 'partner',
    name: { original: 'zh', text: { zh: '示例数字学院', en: 'Example Digital Institute' } },
    country: 'CN',
    partnerId: 'demo-partner-1',
  },
];
