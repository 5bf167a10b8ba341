import type { Mapping } from './code-entry.js';
import { defineCodeList, type CodeOf } from './code-list.js';

const GUIDELINES = 'ITU Academy guidelines for course coordinators';

/** Never closer than `related`: a course is rated here, a person there. */
const skills = (code: string): Mapping[] => [{ scheme: 'digital-skills-levels', code, relation: 'related' }];

/** How demanding a course is. Digital-skills publications say "basic" where the Academy says "introductory". */
export const levels = defineCodeList({
  name: 'levels',
  title: {
    ar: 'مستويات الدورات',
    zh: '课程级别',
    en: 'Course levels',
    fr: 'Niveaux des cours',
    ru: 'Уровни курсов',
    es: 'Niveles de los cursos',
  },
  source: GUIDELINES,
  edition: '2024',
  note: 'How demanding a course is. How skilled a person is, is another question: see digital-skills-levels and digcomp-levels, which use some of the same words.',
  codes: {
    introductory: {
      ar: 'تمهيدي',
      zh: '入门',
      en: 'Introductory',
      fr: 'Introductif',
      ru: 'Вводный',
      es: 'Introductorio',
      aliases: [{ text: 'Basic', language: 'en', source: 'Digital-skills publications of ITU' }],
      mappings: skills('basic'),
    },
    intermediate: {
      ar: 'متوسط',
      zh: '中级',
      en: 'Intermediate',
      fr: 'Intermédiaire',
      ru: 'Средний',
      es: 'Intermedio',
      mappings: skills('intermediate'),
    },
    advanced: {
      ar: 'متقدم',
      zh: '高级',
      en: 'Advanced',
      fr: 'Avancé',
      ru: 'Продвинутый',
      es: 'Avanzado',
      mappings: skills('advanced'),
    },
  },
});

/** The level of a course. */
export type Level = CodeOf<typeof levels>;

/** How a course is taught. The first three have an instructor; the last has none and is graded automatically. */
export const modalities = defineCodeList({
  name: 'modalities',
  title: {
    ar: 'أنماط التدريب',
    zh: '培训方式',
    en: 'Modalities',
    fr: 'Modalités',
    ru: 'Формы обучения',
    es: 'Modalidades',
  },
  source: GUIDELINES,
  edition: '2024',
  codes: {
    'online-instructor-led': {
      ar: 'عبر الإنترنت بإشراف مدرب',
      zh: '讲师指导的在线培训',
      en: 'Online, instructor-led',
      fr: 'En ligne, avec instructeur',
      ru: 'Онлайн с преподавателем',
      es: 'En línea, con instructor',
    },
    'face-to-face': {
      ar: 'حضوري',
      zh: '面授',
      en: 'Face-to-face',
      fr: 'En présentiel',
      ru: 'Очный',
      es: 'Presencial',
    },
    blended: { ar: 'مدمج', zh: '混合式', en: 'Blended', fr: 'Mixte', ru: 'Смешанный', es: 'Mixto' },
    'online-self-paced': {
      ar: 'عبر الإنترنت بوتيرة ذاتية',
      zh: '自定进度的在线学习',
      en: 'Online, self-paced',
      fr: 'En ligne, à son rythme',
      ru: 'Онлайн в удобном темпе',
      es: 'En línea, a su propio ritmo',
    },
  },
});

/** How a course is taught. */
export type Modality = CodeOf<typeof modalities>;

/** How places are given: at once and without a cap, or by the coordinator's choice among applicants. */
export const registrationTypes = defineCodeList({
  name: 'registration-types',
  title: {
    ar: 'أنواع التسجيل',
    zh: '注册类型',
    en: 'Registration types',
    fr: "Types d'inscription",
    ru: 'Виды регистрации',
    es: 'Tipos de inscripción',
  },
  source: GUIDELINES,
  edition: '2024',
  codes: {
    direct: {
      ar: 'تسجيل مباشر',
      zh: '直接注册',
      en: 'Direct registration',
      fr: 'Inscription directe',
      ru: 'Прямая регистрация',
      es: 'Inscripción directa',
    },
    application: {
      ar: 'تقديم طلب واختيار',
      zh: '申请并遴选',
      en: 'Application and selection',
      fr: 'Candidature et sélection',
      ru: 'Подача заявки и отбор',
      es: 'Solicitud y selección',
    },
  },
});

/** How places are given. */
export type RegistrationType = CodeOf<typeof registrationTypes>;

/** What a learner who passes receives. */
export const credentialKinds = defineCodeList({
  name: 'credential-kinds',
  title: {
    ar: 'أنواع الشهادات',
    zh: '证书类型',
    en: 'Credential kinds',
    fr: "Types d'attestations",
    ru: 'Виды документов о прохождении',
    es: 'Tipos de acreditación',
  },
  source: 'ITU Academy course outline and certificate rules',
  edition: '2024',
  codes: {
    certificate: { ar: 'شهادة', zh: '证书', en: 'Certificate', fr: 'Certificat', ru: 'Сертификат', es: 'Certificado' },
    badge: {
      ar: 'شارة رقمية',
      zh: '数字徽章',
      en: 'Digital badge',
      fr: 'Badge numérique',
      ru: 'Цифровой значок',
      es: 'Insignia digital',
    },
    none: {
      ar: 'بدون شهادة',
      zh: '无证书',
      en: 'No credential',
      fr: 'Aucune attestation',
      ru: 'Без документа',
      es: 'Sin acreditación',
    },
  },
});

/** What a learner who passes receives. */
export type CredentialKind = CodeOf<typeof credentialKinds>;

/** Whether taking part costs money. Terms and amounts belong to the course and its organisers. */
export const feeKinds = defineCodeList({
  name: 'fee-kinds',
  title: {
    ar: 'أنواع الرسوم',
    zh: '费用类型',
    en: 'Fee kinds',
    fr: 'Types de frais',
    ru: 'Виды оплаты',
    es: 'Tipos de tasas',
  },
  source: 'ITU Academy questions and answers',
  edition: '2024',
  codes: {
    free: { ar: 'مجاني', zh: '免费', en: 'Free of charge', fr: 'Gratuit', ru: 'Бесплатно', es: 'Gratuito' },
    paid: { ar: 'مدفوع', zh: '收费', en: 'Paid', fr: 'Payant', ru: 'Платно', es: 'De pago' },
  },
});

/** Whether taking part costs money. */
export type FeeKind = CodeOf<typeof feeKinds>;
