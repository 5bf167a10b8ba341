import { defineCodeList, type CodeOf } from './code-list.js';

/** Whom a course is for: the audiences seen on published courses and in the digital-skills network. No official list exists. */
export const audiences = defineCodeList({
  name: 'audiences',
  title: {
    ar: 'الفئات المستهدفة',
    zh: '目标受众',
    en: 'Audiences',
    fr: 'Publics',
    ru: 'Целевые группы',
    es: 'Públicos',
  },
  source: 'Audiences named on ITU Academy course pages and by the Digital Transformation Centres',
  edition: '2026',
  note: 'No official list was available. Codes and translations are of this project.',
  codes: {
    'policy-makers': {
      ar: 'صانعو السياسات',
      zh: '政策制定者',
      en: 'Policy-makers',
      fr: 'Décideurs',
      ru: 'Лица, определяющие политику',
      es: 'Responsables de políticas',
    },
    regulators: {
      ar: 'الهيئات التنظيمية',
      zh: '监管机构',
      en: 'Regulators',
      fr: 'Régulateurs',
      ru: 'Регуляторные органы',
      es: 'Reguladores',
    },
    'government-staff': {
      ar: 'موظفو الحكومة',
      zh: '政府工作人员',
      en: 'Government staff',
      fr: 'Agents publics',
      ru: 'Государственные служащие',
      es: 'Funcionarios públicos',
    },
    'operators-and-companies': {
      ar: 'المشغلون والشركات',
      zh: '运营商和企业',
      en: 'Operators and companies',
      fr: 'Opérateurs et entreprises',
      ru: 'Операторы и компании',
      es: 'Operadores y empresas',
    },
    academia: {
      ar: 'الهيئات الأكاديمية',
      zh: '学术界',
      en: 'Academia',
      fr: 'Établissements universitaires',
      ru: 'Академические организации',
      es: 'Instituciones académicas',
    },
    engineers: { ar: 'المهندسون', zh: '工程师', en: 'Engineers', fr: 'Ingénieurs', ru: 'Инженеры', es: 'Ingenieros' },
    managers: {
      ar: 'المديرون',
      zh: '管理人员',
      en: 'Managers',
      fr: 'Cadres',
      ru: 'Руководители',
      es: 'Directivos',
    },
    'development-partners': {
      ar: 'شركاء التنمية',
      zh: '发展合作伙伴',
      en: 'Development partners',
      fr: 'Partenaires de développement',
      ru: 'Партнёры по развитию',
      es: 'Asociados para el desarrollo',
    },
    trainers: { ar: 'المدربون', zh: '培训师', en: 'Trainers', fr: 'Formateurs', ru: 'Преподаватели', es: 'Formadores' },
    'small-and-medium-enterprises': {
      ar: 'الشركات الصغيرة والمتوسطة',
      zh: '中小企业',
      en: 'Small and medium-sized enterprises',
      fr: 'Petites et moyennes entreprises',
      ru: 'Малые и средние предприятия',
      es: 'Pequeñas y medianas empresas',
    },
    citizens: { ar: 'المواطنون', zh: '公民', en: 'Citizens', fr: 'Citoyens', ru: 'Граждане', es: 'Ciudadanos' },
    'marginalised-communities': {
      ar: 'المجتمعات المهمشة',
      zh: '边缘化社区',
      en: 'Marginalised communities',
      fr: 'Communautés marginalisées',
      ru: 'Маргинализированные сообщества',
      es: 'Comunidades marginadas',
    },
  },
});

/** Whom a course is for. */
export type Audience = CodeOf<typeof audiences>;
