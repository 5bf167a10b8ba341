import type { Mapping } from './code-entry.js';
import { defineCodeList, type CodeOf } from './code-list.js';

const esco = (code: string): Mapping[] => [{ scheme: 'esco-isced-f', code, relation: 'exact' }];

/** The fields of education around information and communication technologies: broad (`06`), narrow (`061`), detailed (`0611`). */
export const iscedFields = defineCodeList({
  name: 'isced-fields',
  title: {
    ar: 'مجالات التعليم في تكنولوجيا المعلومات والاتصالات',
    zh: '信息通信技术教育学科',
    en: 'ICT fields of education',
    fr: "Domaines d'études des TIC",
    ru: 'Области образования в сфере ИКТ',
    es: 'Campos de educación en TIC',
  },
  source:
    'ISCED-F 2013, UNESCO Institute for Statistics; codes as in the ESCO classification of the European Commission; translations of the labels: this project',
  edition: '2013',
  note: 'Only the broad field 06 and what is below it. Where the classification names a narrow field like the broad one, the label says which is meant.',
  codes: {
    '06': {
      ar: 'تكنولوجيا المعلومات والاتصالات',
      zh: '信息通信技术',
      en: 'Information and communication technologies',
      fr: "Technologies de l'information et de la communication",
      ru: 'Информационно-коммуникационные технологии',
      es: 'Tecnologías de la información y la comunicación',
      mappings: esco('06'),
    },
    '061': {
      broader: '06',
      ar: 'تكنولوجيا المعلومات والاتصالات (المجال الضيق)',
      zh: '信息通信技术（中类）',
      en: 'Information and communication technologies (narrow field)',
      fr: "Technologies de l'information et de la communication (domaine spécialisé)",
      ru: 'Информационно-коммуникационные технологии (узкая область)',
      es: 'Tecnologías de la información y la comunicación (campo específico)',
      mappings: esco('061'),
    },
    '0610': {
      broader: '061',
      ar: 'تكنولوجيا المعلومات والاتصالات، غير محددة أكثر',
      zh: '未进一步定义的信息通信技术',
      en: 'Information and communication technologies not further defined',
      fr: "Technologies de l'information et de la communication, sans autre précision",
      ru: 'Информационно-коммуникационные технологии, без дальнейшего определения',
      es: 'Tecnologías de la información y la comunicación no definidas con mayor precisión',
      mappings: esco('0610'),
    },
    '0611': {
      broader: '061',
      ar: 'استخدام الحاسوب',
      zh: '计算机使用',
      en: 'Computer use',
      fr: "Utilisation de l'ordinateur",
      ru: 'Использование компьютера',
      es: 'Uso de computadores',
      mappings: esco('0611'),
    },
    '0612': {
      broader: '061',
      ar: 'تصميم وإدارة قواعد البيانات والشبكات',
      zh: '数据库和网络设计与管理',
      en: 'Database and network design and administration',
      fr: 'Conception et administration de bases de données et de réseaux',
      ru: 'Проектирование и администрирование баз данных и сетей',
      es: 'Diseño y administración de bases de datos y redes',
      mappings: esco('0612'),
    },
    '0613': {
      broader: '061',
      ar: 'تطوير البرمجيات والتطبيقات وتحليلها',
      zh: '软件和应用程序开发与分析',
      en: 'Software and applications development and analysis',
      fr: "Développement et analyse de logiciels et d'applications",
      ru: 'Разработка и анализ программного обеспечения и приложений',
      es: 'Desarrollo y análisis de software y aplicaciones',
      mappings: esco('0613'),
    },
    '0619': {
      broader: '061',
      ar: 'تكنولوجيا المعلومات والاتصالات، غير مصنفة في موضع آخر',
      zh: '未另分类的信息通信技术',
      en: 'Information and communication technologies not elsewhere classified',
      fr: "Technologies de l'information et de la communication, non classées ailleurs",
      ru: 'Информационно-коммуникационные технологии, не классифицированные в других категориях',
      es: 'Tecnologías de la información y la comunicación no clasificadas en otra parte',
      mappings: esco('0619'),
    },
    '068': {
      broader: '06',
      ar: 'برامج ومؤهلات متعددة التخصصات تشمل تكنولوجيا المعلومات والاتصالات (المجال الضيق)',
      zh: '涉及信息通信技术的跨学科课程和资格（中类）',
      en: 'Inter-disciplinary programmes and qualifications involving ICTs (narrow field)',
      fr: 'Programmes et certifications interdisciplinaires incluant les TIC (domaine spécialisé)',
      ru: 'Междисциплинарные программы и квалификации, включающие ИКТ (узкая область)',
      es: 'Programas y certificaciones interdisciplinarios que incluyen las TIC (campo específico)',
      mappings: esco('068'),
    },
    '0688': {
      broader: '068',
      ar: 'برامج ومؤهلات متعددة التخصصات تشمل تكنولوجيا المعلومات والاتصالات (المجال التفصيلي)',
      zh: '涉及信息通信技术的跨学科课程和资格（小类）',
      en: 'Inter-disciplinary programmes and qualifications involving ICTs (detailed field)',
      fr: 'Programmes et certifications interdisciplinaires incluant les TIC (domaine détaillé)',
      ru: 'Междисциплинарные программы и квалификации, включающие ИКТ (детализированная область)',
      es: 'Programas y certificaciones interdisciplinarios que incluyen las TIC (campo detallado)',
      mappings: esco('0688'),
    },
  },
});

/** The ISCED-F code of an ICT field. */
export type IscedField = CodeOf<typeof iscedFields>;
