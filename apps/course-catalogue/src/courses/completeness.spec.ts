import { describe, expect, it } from '@jest/globals';
import { completenessOf } from './completeness.js';
import { courseDetailsOf } from './courses.dto.js';

const text = { original: 'en', text: { en: 'Text' } };
const bare = { code: 'BDT-1', owningUnit: 'BDT', title: text };
const marks = { usual: 70, selfPaced: 80 };

describe('how complete a record is', () => {
  it('a record with everything is at 100 and lacks nothing', () => {
    const full = courseDetailsOf(
      {
        ...bare,
        ...{ summary: text, description: text, learningOutcomes: [text], entryRequirements: text, workloadHours: 8 },
        ...{
          audiences: ['regulators'],
          level: 'advanced',
          modality: 'blended',
          topics: ['e-waste'],
          languages: ['en'],
        },
        ...{
          assessment: { description: text },
          credential: 'badge',
          feeTerms: { kind: 'free' },
          registrationType: 'direct',
        },
        ...{ providerIds: ['p'], coordinatorIds: ['c'] },
      },
      marks,
    );
    expect(completenessOf(full)).toEqual({ completeness: 100, missing: [] });
  });

  it('a title alone is a tenth, and the weightiest gaps are named first', () => {
    const { completeness, missing } = completenessOf(courseDetailsOf(bare, marks));
    expect(completeness).toBe(10);
    expect(missing.slice(0, 2)).toEqual(['description', 'learningOutcomes']);
    expect(missing).toHaveLength(16);
    expect(missing).toContain('assessment.description');
  });
});
