/** What waits for what: predecessor, kind, successor, working days between them (fewer than none: they overlap). */
export const dependencies: readonly (readonly [string, 'FS' | 'SS' | 'FF' | 'SF', string, number])[] = [
  ['1.1-M1', 'FS', '1.2', 0],
  ['1.1', 'FS', '1.4', 10],
  ['1.2', 'SS', '1.3', 120],
  ['1.2-M3', 'FS', '1.5', 0],
  ['1.4', 'FS', '1.6', 20],
  ['1.5', 'FF', '1.6', 60],
  ['1.6', 'FF', '1.6-M1', 0],
  ['1.6', 'FS', '1.8', 0],
  ['1.7', 'FF', '1.7-M2', 0],
  ['1.7-M2', 'FS', '1.8', 0],
  ['1.8', 'FF', '1.8-M1', 0],
  ['1.8-M1', 'FS', '1.9', 0],
  ['1.9', 'FF', '1.9-M1', 0],
  ['2.1', 'FS', '2.2', 0],
  ['2.1', 'SS', '2.3', 40],
  ['2.4', 'FF', '2.4-M1', 0],
  ['2.4-M1', 'FS', '2.5', 5],
  ['2.5', 'FF', '2.5-M1', 0],
  ['2.5-M1', 'FS', '2.6', 5],
  ['2.6', 'FF', '2.6-M1', 0],
  ['2.6-M1', 'FS', '2.7', 15],
  ['2.7', 'FF', '2.7-M1', 0],
  // Nobody is left alone: the first cycle is looked after until the second begins.
  ['2.7', 'SF', '2.3', 0],
  ['3.1', 'SS', '3.2', 30],
  ['3.3-M1', 'FS', '3.4', 0],
  ['3.4', 'SS', '3.5', 180],
  ['3.4', 'FF', '3.4-M1', 0],
  ['3.4-M1', 'FS', '3.5', 5],
  ['3.5', 'FF', '3.5-M1', 0],
  // A course of both is translated like the others, while the translation goes on.
  ['3.4-M1', 'FS', '1.7-M2', 0],
  ['1.6', 'FF', '1.9', -20],
];

/** Lines of budgets that exist, with what is set aside for activities; amounts are examples. */
export const budgetLines = [
  {
    code: 'DEMO-BDT-26',
    title: 'Capacity development 2026',
    unit: 'BDT',
    year: 2026,
    amount: '400000.00',
    allocations: { '1.7': '150000.00', '2.4': '60000.00', '3.4': '90000.00' },
  },
  {
    code: 'DEMO-BR-26',
    title: 'Seminars 2026',
    unit: 'BR',
    year: 2026,
    amount: '120000.00',
    allocations: { '1.6': '45000.00' },
  },
  {
    code: 'DEMO-GS-27',
    title: 'Web and reporting 2027',
    unit: 'GS',
    year: 2027,
    amount: '80000.00',
    allocations: { '1.8': '30000.00', '1.9': '10000.00' },
  },
  {
    code: 'DEMO-BDT-27',
    title: 'Capacity development 2027',
    unit: 'BDT',
    year: 2027,
    amount: '420000.00',
    allocations: { '2.5': '40000.00', '2.6': '55000.00', '3.5': '25000.00' },
  },
] as const;

/** Events of the catalogue that may show that a milestone is reached; a person looks at each of them. */
export const evidenceRules = [
  {
    milestone: '3.4-M1',
    eventType: 'int.itu.catalogue.course.published.v1',
    conditions: [{ field: 'data.code', equals: 'UNDP-JF-1' }],
    once: true,
  },
  {
    milestone: '2.7-M1',
    eventType: 'int.itu.catalogue.course.published.v1',
    conditions: [{ field: 'data.code', equals: 'ATC-CYCLE2-1' }],
    once: true,
  },
  {
    milestone: '1.7-M1',
    eventType: 'int.itu.catalogue.import.finished.v1',
    conditions: [
      { field: 'data.owningUnit', equals: 'BDT' },
      { field: 'data.published', atLeast: 50 },
    ],
    once: false,
  },
] as const;

export const demoBaseline = { name: 'Demonstration', note: 'The plan as the demonstration loads it.' } as const;
