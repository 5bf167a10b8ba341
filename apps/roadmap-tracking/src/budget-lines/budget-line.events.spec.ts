import { checkPayload } from '@capdev/contracts/core';
import { budgetLineExhaustedV1, budgetLineOpenedV1 } from '@capdev/contracts/roadmap';
import { describe, expect, it } from '@jest/globals';
import { BudgetLine } from './budget-line.entity.js';
import { announcementOf } from './budget-line.events.js';

const now = new Date('2027-03-01T09:30:00Z');
const title = { original: 'en', text: { en: 'Capacity development' } };
const [line, opened] = BudgetLine.open(
  { code: 'BDT-27', title, periodStart: '2027-01-01', periodEnd: '2027-12-31', currency: 'JPY', amount: '5000.00' },
  { id: '019ab6c0-7d10-7c3e-9a51-3f0f2d9c1a01', unit: 'BDT' },
  now,
);

describe('what is told of a budget line', () => {
  it('is that it was opened, in the decimals of its currency', () => {
    const { definition, data } = announcementOf(line, opened)!;
    expect(definition).toBe(budgetLineOpenedV1);
    expect(data).toEqual({
      ...{ budgetLineId: line.id, code: 'BDT-27', title, owningUnit: 'BDT', currency: 'JPY' },
      ...{ periodStart: '2027-01-01', periodEnd: '2027-12-31', amount: '5000', allocated: '0', version: 1 },
    });
    expect(checkPayload(definition, data, 'producer')).toEqual(data);
  });

  it('is that nothing is left, and no other movement', () => {
    expect(announcementOf(line, line.allocate('4999.00', '0.00', now))).toBeUndefined();
    const { definition, data } = announcementOf(line, line.allocate('1.00', '0.00', now))!;
    expect(definition).toBe(budgetLineExhaustedV1);
    expect(data).toMatchObject({ amount: '5000', allocated: '5000', version: 3 });
    expect(checkPayload(definition, data, 'producer')).toEqual(data);
    expect(announcementOf(line, { kind: 'revised', changes: {} })).toBeUndefined();
  });
});
