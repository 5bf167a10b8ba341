import { describe, expect, it } from '@jest/globals';
import { CoDesignProcess, type StepCourse } from './co-design-process.entity.js';
import { CoDesignStep } from './co-design-step.entity.js';
import { type CoDesignStepKind, coDesignStepKinds } from './co-design-steps.js';

const now = new Date('2026-11-02T09:30:00Z');
const today = '2026-11-02';
const name = { original: 'en', text: { en: 'Co-design' } };
const details = { name, requiredUnits: ['BDT', 'BR', 'TSB', 'GS'], recommendationIds: [] };
const refusal = (code: string) => expect.objectContaining({ code });
const course = (about: Partial<StepCourse> = {}): StepCourse => ({
  startsOn: '2021-08-02',
  endsOn: '2021-08-02',
  units: ['BDT', 'BR', 'TSB', 'GS'],
  waiverReason: null,
  ...about,
});

/** @param until the first step that is still to come; undefined when all are completed */
function aProcess(until?: CoDesignStepKind) {
  const [process] = CoDesignProcess.begin(details, { id: 'p1', unit: 'GS' }, now);
  const steps = coDesignStepKinds.map((kind, before) =>
    CoDesignStep.pending({ id: `s${before}`, processId: 'p1' }, kind, before + 1),
  );
  const complete = (kind: CoDesignStepKind, about: Partial<StepCourse> = {}) =>
    process.completeStep(kind, course(about), steps, today, now);
  const done = until === undefined ? coDesignStepKinds.length : coDesignStepKinds.indexOf(until);
  for (const kind of coDesignStepKinds.slice(0, done)) complete(kind);
  return { process, steps, complete };
}

describe('the steps of a co-design process', () => {
  it('are completed in their order', () => {
    const { complete } = aProcess('relevance-check');
    expect(() => complete('workshop')).toThrow(refusal('co-design-step-not-reached'));
    expect(complete('relevance-check').changes).toMatchObject({ step: { to: { kind: 'relevance-check' } } });
    expect(() => complete('relevance-check')).toThrow(refusal('co-design-step-completed'));
  });

  it('have days in order, none of them still to come', () => {
    const { complete } = aProcess('relevance-check');
    const reversed = { startsOn: '2021-09-02', endsOn: '2021-09-01' };
    expect(() => complete('relevance-check', reversed)).toThrow(refusal('co-design-days-reversed'));
    expect(() => complete('relevance-check', { endsOn: '2026-11-03' })).toThrow(refusal('co-design-day-ahead'));
    expect(() => complete('relevance-check', { startsOn: '2021-08-01' })).toThrow(refusal('co-design-step-too-early'));
    complete('relevance-check', { endsOn: '2026-11-02' });
  });

  it('are completed without every unit, except the workshop', () => {
    const { complete } = aProcess();
    expect(() => complete('workshop')).toThrow(refusal('co-design-step-completed'));
    const fresh = aProcess('problem-definition');
    for (const kind of ['problem-definition', 'relevance-check', 'concept-design'] as const) {
      fresh.complete(kind, { units: ['BDT'] });
    }
    expect(() => fresh.complete('workshop', { units: ['BDT', 'GS', 'PARTNER-1'] })).toThrow(
      expect.objectContaining({ code: 'co-design-units-missing', message: expect.stringContaining('BR, TSB') }),
    );
    fresh.complete('workshop', { units: ['BDT'], waiverReason: 'They were asked in writing' });
    expect(fresh.steps[3]).toMatchObject({ state: 'completed', waiverReason: 'They were asked in writing' });
  });

  it.each<[string, CoDesignStepKind]>([
    ['the workshop, when all are there', 'workshop'],
    ['a step that needs no unit', 'concept-design'],
  ])('have nothing to waive for %s', (_, kind) => {
    const { complete } = aProcess(kind);
    expect(() => complete(kind, { waiverReason: 'Why not' })).toThrow(refusal('co-design-waiver-needless'));
  });
});

describe('a co-design process', () => {
  it('takes outputs of the steps that have been reached', () => {
    const { process, steps } = aProcess('workshop');
    expect(process.addOutput('goal', name, 'workshop', steps, now)[0].kind).toBe('workshop');
    expect(() => process.addOutput('goal', name, 'results-presented', steps, now)).toThrow(
      refusal('co-design-step-not-reached'),
    );
  });

  it('is completed with its last step, and final then', () => {
    const early = aProcess('results-presented');
    expect(() => early.process.complete(early.steps, now)).toThrow(
      expect.objectContaining({
        code: 'co-design-not-finished',
        message: expect.stringContaining('results-presented'),
      }),
    );
    const { process, steps, complete } = aProcess();
    process.complete(steps, now);
    const final = refusal('co-design-completed');
    expect(() => process.complete(steps, now)).toThrow(final);
    expect(() => complete('workshop')).toThrow(final);
    expect(() => process.addOutput('goal', name, 'workshop', steps, now)).toThrow(final);
  });
});
