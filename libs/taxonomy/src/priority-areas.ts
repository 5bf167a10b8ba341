import type { Labels } from './code-entry.js';
import { officialLanguages } from './language-choice.js';
import { defineCodeList, type CodeOf } from './code-list.js';

const cybersecurity = {
  ar: 'الأمن السيبراني',
  zh: '网络安全',
  en: 'Cybersecurity',
  fr: 'Cybersécurité',
  ru: 'Кибербезопасность',
  es: 'Ciberseguridad',
};
const spectrum = {
  ar: 'إدارة الطيف',
  zh: '频谱管理',
  en: 'Spectrum management',
  fr: 'Gestion du spectre',
  ru: 'Управление использованием спектра',
  es: 'Gestión del espectro',
};
const policy = {
  ar: 'السياسات والتنظيم',
  zh: '政策与监管',
  en: 'Policy and regulation',
  fr: 'Politique et réglementation',
  ru: 'Политика и регулирование',
  es: 'Políticas y reglamentación',
};

/** An area of the cycle 2015–2018. Its label says so, because three areas of 2023 have the same words. */
function of2015(labels: Labels, ...replacedBy: string[]) {
  const dated = Object.fromEntries(officialLanguages.map((language) => [language, `${labels[language]} (2015–2018)`]));
  return { ...(dated as unknown as Labels), validFrom: '2015-01-01', validUntil: '2019-01-01', replacedBy };
}

const of2023 = { validFrom: '2023-01-01' };

/** What the training programme concentrates on, by its cycles: Centres of Excellence to 2022, Academy Training Centres since. */
export const priorityAreas = defineCodeList({
  name: 'priority-areas',
  title: {
    ar: 'المجالات ذات الأولوية للتدريب',
    zh: '培训优先领域',
    en: 'Priority areas of training',
    fr: 'Domaines prioritaires de formation',
    ru: 'Приоритетные направления обучения',
    es: 'Áreas prioritarias de formación',
  },
  source:
    'Call for Centres of Excellence, 2014 (cycle 2015-2018); selection of ITU Academy Training Centres, 2023. Translations, and which area replaces which: this project',
  edition: '2023',
  note: 'That an area replaces another is an editorial reading of this project and was never published by ITU; where no successor is evident there is none. The areas of the cycle 2019-2022 are missing: no complete list of them was available.',
  codes: {
    'policy-and-regulation': { ...policy, ...of2023 },
    'network-infrastructure': {
      ar: 'البنية التحتية للشبكات',
      zh: '网络基础设施',
      en: 'Network infrastructure',
      fr: 'Infrastructure de réseau',
      ru: 'Сетевая инфраструктура',
      es: 'Infraestructura de redes',
      ...of2023,
    },
    'spectrum-management': { ...spectrum, ...of2023 },
    cybersecurity: { ...cybersecurity, ...of2023 },
    'digital-inclusion': {
      ar: 'الشمول الرقمي',
      zh: '数字包容',
      en: 'Digital inclusion',
      fr: 'Inclusion numérique',
      ru: 'Охват цифровыми технологиями',
      es: 'Inclusión digital',
      ...of2023,
    },
    'digital-services': {
      ar: 'الخدمات الرقمية',
      zh: '数字服务',
      en: 'Digital services',
      fr: 'Services numériques',
      ru: 'Цифровые услуги',
      es: 'Servicios digitales',
      ...of2023,
    },
    '2015-policy-and-regulation': of2015(policy, 'policy-and-regulation'),
    '2015-broadband-access': of2015(
      {
        ar: 'النفاذ عريض النطاق',
        zh: '宽带接入',
        en: 'Broadband access',
        fr: 'Accès large bande',
        ru: 'Широкополосный доступ',
        es: 'Acceso de banda ancha',
      },
      'network-infrastructure',
    ),
    '2015-cybersecurity': of2015(cybersecurity, 'cybersecurity'),
    '2015-conformance-and-interoperability': of2015({
      ar: 'المطابقة وقابلية التشغيل البيني',
      zh: '一致性和互操作性',
      en: 'Conformance and interoperability',
      fr: 'Conformité et interopérabilité',
      ru: 'Соответствие и функциональная совместимость',
      es: 'Conformidad e interoperabilidad',
    }),
    '2015-spectrum-management': of2015(spectrum, 'spectrum-management'),
    '2015-digital-broadcasting': of2015({
      ar: 'الإذاعة الرقمية',
      zh: '数字广播',
      en: 'Digital broadcasting',
      fr: 'Radiodiffusion numérique',
      ru: 'Цифровое радиовещание',
      es: 'Radiodifusión digital',
    }),
    '2015-ict-applications-and-services': of2015(
      {
        ar: 'تطبيقات وخدمات تكنولوجيا المعلومات والاتصالات',
        zh: '信息通信技术应用和服务',
        en: 'ICT applications and services',
        fr: 'Applications et services TIC',
        ru: 'Приложения и услуги ИКТ',
        es: 'Aplicaciones y servicios de las TIC',
      },
      'digital-services',
    ),
    '2015-emergency-telecommunications': of2015({
      ar: 'الاتصالات في حالات الطوارئ',
      zh: '应急通信',
      en: 'Emergency telecommunications',
      fr: "Télécommunications d'urgence",
      ru: 'Электросвязь в чрезвычайных ситуациях',
      es: 'Telecomunicaciones de emergencia',
    }),
    '2015-ict-and-climate-change': of2015({
      ar: 'تكنولوجيا المعلومات والاتصالات وتغير المناخ',
      zh: '信息通信技术与气候变化',
      en: 'ICT and climate change',
      fr: 'TIC et changements climatiques',
      ru: 'ИКТ и изменение климата',
      es: 'Las TIC y el cambio climático',
    }),
    '2015-e-waste': of2015({
      ar: 'المخلفات الإلكترونية',
      zh: '电子废弃物',
      en: 'E-waste',
      fr: 'Déchets électroniques',
      ru: 'Электронные отходы',
      es: 'Residuos electrónicos',
    }),
    '2015-internet-governance': of2015({
      ar: 'بناء القدرات في مجال حوكمة الإنترنت',
      zh: '互联网治理能力建设',
      en: 'Capacity building in Internet governance',
      fr: 'Renforcement des capacités en matière de gouvernance de l’Internet',
      ru: 'Создание потенциала в области управления интернетом',
      es: 'Creación de capacidades en gobernanza de Internet',
    }),
  },
});

/** The code of a priority area of training. */
export type PriorityArea = CodeOf<typeof priorityAreas>;
