import type { MultilingualText } from '@capdev/taxonomy';
import type { PlanItemPart, ReportContent } from '../../src/reports/report-content.js';

const said = (en: string, ar: string, zh: string): MultilingualText => ({ original: 'en', text: { en, ar, zh } });

const anItem = (about: Partial<PlanItemPart> & Pick<PlanItemPart, 'code' | 'kind' | 'title'>): PlanItemPart => ({
  id: `00000000-0000-7000-8000-${about.code.replace(/\D/g, '').padStart(12, '0')}`,
  owningUnit: 'BDT',
  initiative: about.code,
  state: 'planned',
  baseline: null,
  planned: null,
  forecast: null,
  actual: { start: null, finish: null },
  deadline: null,
  progress: null,
  varianceDays: null,
  health: null,
  ...about,
});

/** What a report may say: something in every section, a text without a translation, and one that looks like markup. */
export function aContent(about: Partial<ReportContent> = {}): ReportContent {
  return {
    contentVersion: 1,
    report: {
      id: '019ab6c0-7d10-7c3e-9a51-3f0f2d9c1a01',
      seriesId: '019ab6c0-7d10-7c3e-9a51-3f0f2d9c1a01',
      edition: 1,
      replacesId: null,
      title: said(
        'Harmonisation of capacity development: progress report',
        'مواءمة تنمية القدرات: تقرير مرحلي',
        '能力发展的统一：进展报告',
      ),
      body: 'Council',
      periodStart: '2026-01-01',
      asOf: '2026-10-31',
      composedOn: '2026-11-24',
    },
    baseline: { id: '019ab6c0-7d10-7c3e-9a51-3f0f2d9c1b01', name: 'Approved plan 2026', takenOn: '2026-01-15' },
    recommendations: {
      accepted: { count: 2, of: 3 },
      implemented: { count: 1, of: 2 },
      byAcceptance: { 'under-consideration': 0, accepted: 1, 'partially-accepted': 1, rejected: 1 },
      byImplementation: { 'not-started': 1, 'in-progress': 1, implemented: 1, 'overtaken-by-events': 0 },
      sources: [
        {
          ...{ id: '019ab6c0-7d10-7c3e-9a51-3f0f2d9c1c01', kind: 'study', symbol: 'C26/7', datedOn: '2026-02-02' },
          title: said('Feasibility study', 'دراسة جدوى', '可行性研究'),
          ...{ comments: 'none-received', commentDeadline: '2026-04-01', commentCount: 0 },
        },
      ],
      items: [
        {
          ...{ id: '019ab6c0-7d10-7c3e-9a51-3f0f2d9c1d01', reference: 'R-1', owningUnit: 'GS' },
          title: said('One framework for all courses', 'إطار واحد لجميع الدورات', '所有课程采用同一框架'),
          sourceId: '019ab6c0-7d10-7c3e-9a51-3f0f2d9c1c01',
          acceptance: { state: 'accepted', since: '2026-03-10' },
          implementation: { state: 'implemented', since: '2026-09-30' },
          concerns: [],
        },
        {
          ...{ id: '019ab6c0-7d10-7c3e-9a51-3f0f2d9c1d02', reference: 'R-2', owningUnit: 'BDT' },
          title: { original: 'fr', text: { fr: 'Revoir le réseau des centres' } },
          sourceId: '019ab6c0-7d10-7c3e-9a51-3f0f2d9c1c01',
          acceptance: { state: 'partially-accepted', since: '2026-03-10' },
          implementation: { state: 'in-progress', since: '2026-04-01' },
          concerns: [
            {
              ...{ id: '019ab6c0-7d10-7c3e-9a51-3f0f2d9c1e01', kind: 'cost', raisedBy: 'TSB', raisedOn: '2026-03-02' },
              text: said('Who bears the running costs?', 'من يتحمل التكاليف الجارية؟', '日常费用由谁承担？'),
              answer: said('They are within the existing budget.', 'هي ضمن الميزانية القائمة.', '均在现有预算之内。'),
              answeredOn: '2026-03-20',
            },
          ],
        },
        {
          ...{ id: '019ab6c0-7d10-7c3e-9a51-3f0f2d9c1d03', reference: 'R-3', owningUnit: 'TSB' },
          title: said('<b>A new institute</b> & more', '<b>معهد جديد</b> وغير ذلك', '<b>新学院</b>及其他'),
          sourceId: '019ab6c0-7d10-7c3e-9a51-3f0f2d9c1c01',
          acceptance: { state: 'rejected', since: '2026-03-10' },
          implementation: { state: 'not-started', since: null },
          concerns: [],
        },
      ],
    },
    plan: {
      dueWithinDays: 90,
      milestones: { reached: 1, reachedInPeriod: 1, missed: 1, due: 1, planned: 0 },
      items: [
        anItem({
          ...{ kind: 'initiative', code: 'I-1', state: 'in-progress' },
          title: said(
            'One course description in every bureau',
            'وصف موحد للدورات في جميع المكاتب',
            '各局采用统一的课程说明',
          ),
          planned: { start: '2026-02-01', finish: '2026-12-15' },
          baseline: { start: '2026-02-01', finish: '2026-11-30' },
          actual: { start: '2026-02-03', finish: null },
          varianceDays: 15,
          health: {
            status: 'amber',
            because: null,
            reasons: [{ code: 'milestones-missed', status: 'amber', value: 1, threshold: 1 }],
          },
        }),
        anItem({
          ...{ kind: 'activity', code: 'A-1', initiative: 'I-1', state: 'completed', owningUnit: 'BDT' },
          title: said('Describe the fields and their rules', 'وصف الحقول وقواعدها', '说明各字段及其规则'),
          planned: { start: '2026-02-01', finish: '2026-04-30' },
          baseline: { start: '2026-02-01', finish: '2026-04-30' },
          actual: { start: '2026-02-03', finish: '2026-05-08' },
          progress: 100,
          varianceDays: 8,
          health: { status: 'green', because: null, reasons: [] },
        }),
        anItem({
          ...{ kind: 'activity', code: 'A-2', initiative: 'I-1', state: 'in-progress', owningUnit: 'TSB' },
          title: said('Move the existing courses', 'نقل الدورات القائمة', '迁移现有课程'),
          planned: { start: '2026-05-04', finish: '2026-10-16' },
          forecast: { start: '2026-05-11', finish: '2026-11-27' },
          baseline: { start: '2026-05-04', finish: '2026-10-16' },
          actual: { start: '2026-05-11', finish: null },
          progress: 60,
          varianceDays: 42,
          health: {
            status: 'red',
            because: null,
            reasons: [
              { code: 'finish-variance', status: 'red', value: 30, threshold: 20 },
              { code: 'days-overdue', status: 'amber', value: 11, threshold: 5 },
            ],
          },
        }),
        anItem({
          ...{ kind: 'milestone', code: 'M-1', initiative: 'I-1', state: 'reached' },
          title: said('Rules approved', 'اعتماد القواعد', '规则获批'),
          planned: { start: '2026-05-15', finish: '2026-05-15' },
          baseline: { start: '2026-05-15', finish: '2026-05-15' },
          actual: { start: '2026-05-13', finish: '2026-05-13' },
          varianceDays: -2,
          health: { status: 'green', because: null, reasons: [] },
        }),
        anItem({
          ...{ kind: 'milestone', code: 'M-2', initiative: 'I-1', state: 'missed', owningUnit: 'TSB' },
          title: said('Half of the courses moved', 'نقل نصف الدورات', '半数课程完成迁移'),
          planned: { start: '2026-08-31', finish: '2026-08-31' },
          forecast: { start: '2026-11-13', finish: '2026-11-13' },
          baseline: { start: '2026-08-31', finish: '2026-08-31' },
          varianceDays: 74,
          health: {
            status: 'amber',
            because: null,
            reasons: [
              {
                ...{ code: 'override', status: 'amber', expiresOn: '2026-12-01' },
                reason: 'The bureau has taken on a second team.',
              },
            ],
          },
        }),
        anItem({
          ...{ kind: 'milestone', code: 'M-3', initiative: 'I-1', state: 'due', owningUnit: 'GS' },
          title: said('All courses moved', 'نقل جميع الدورات', '全部课程完成迁移'),
          planned: { start: '2026-12-15', finish: '2026-12-15' },
          baseline: { start: '2026-11-30', finish: '2026-11-30' },
          varianceDays: 15,
          health: { status: 'green', because: null, reasons: [] },
        }),
      ],
    },
    budget: {
      lines: [
        {
          ...{ id: '019ab6c0-7d10-7c3e-9a51-3f0f2d9c2a01', code: 'B-1', owningUnit: 'BDT', currency: 'CHF' },
          title: said('Capacity development, staff', 'تنمية القدرات، الموظفون', '能力发展，人员'),
          ...{ periodStart: '2026-01-01', periodEnd: '2026-12-31', withinCeiling: true },
          ...{ ceiling: '1250000.00', allocated: '980000.00', committed: '120000.00', spent: '640500.50' },
        },
        {
          ...{ id: '019ab6c0-7d10-7c3e-9a51-3f0f2d9c2a02', code: 'B-2', owningUnit: 'GS', currency: 'CHF' },
          title: said('Systems', 'النظم', '系统'),
          ...{ periodStart: '2026-01-01', periodEnd: '2026-12-31', withinCeiling: true },
          ...{ ceiling: '300000.00', allocated: '300000.00', committed: '4500.00', spent: '210000.00' },
        },
      ],
      totals: [
        {
          ...{ currency: 'CHF', ceiling: '1550000.00', allocated: '1280000.00', committed: '124500.00' },
          spent: '850500.50',
        },
      ],
    },
    harmonisation: [
      {
        unit: 'BDT',
        courses: 240,
        complete: 216,
        classified: 228,
        before: { courses: 198, complete: 120, classified: 99 },
      },
      { unit: 'BR', courses: 31, complete: 31, classified: 30, before: { courses: 0, complete: 0, classified: 0 } },
    ],
    decisions: [
      {
        ...{ id: '019ab6c0-7d10-7c3e-9a51-3f0f2d9c2b01', number: 4, adoptedOn: '2026-06-11' },
        taskForce: said('Inter-sectoral task force', 'فريق المهام المشترك بين القطاعات', '部门间任务组'),
        title: said('Courses are described once', 'توصف الدورات مرة واحدة', '课程只说明一次'),
      },
    ],
    actionPoints: [
      {
        ...{ id: '019ab6c0-7d10-7c3e-9a51-3f0f2d9c2c01', owningUnit: 'BR', dueOn: '2026-10-15', overdue: true },
        title: said('Name a focal point', 'تعيين جهة اتصال', '指定联系人'),
      },
    ],
    risks: [
      {
        ...{ id: '019ab6c0-7d10-7c3e-9a51-3f0f2d9c2d01', item: 'A-2', owningUnit: 'TSB', likelihood: 4, impact: 3 },
        ...{ response: 'reduce', occurred: false },
        title: said('Too few editors in summer', 'قلة المحررين في الصيف', '夏季编辑人手不足'),
        measures: said('Editors of two bureaux work together.', 'يعمل محررو مكتبين معاً.', '两个局的编辑共同工作。'),
      },
    ],
    nextPeriod: [said('Close the move of the courses.', 'إنهاء نقل الدورات.', '完成课程迁移。')],
    ...about,
  };
}
