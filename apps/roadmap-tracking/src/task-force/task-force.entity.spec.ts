import { describe, expect, it } from '@jest/globals';
import type { Term } from './representation.js';
import { TaskForce } from './task-force.entity.js';

const now = new Date('2027-03-01T12:00:00Z');
const name = { original: 'en', text: { en: 'Task force' } };
const found = (requiredUnits: string[] = []): TaskForce =>
  TaskForce.found({ name, terms: null, requiredUnits }, { id: 't1', unit: 'GS' }, now)[0];
const terms = (...units: string[]): Term[] => units.map((unit) => ({ unit, startsOn: '2027-01-01', endsOn: null }));
const bureaux = ['BDT', 'BR', 'TSB'];

describe('a task force', () => {
  it('always needs the bureaux, each once', () => {
    expect(found(['TSB', 'GS']).requiredUnits).toEqual([...bureaux, 'GS']);
  });

  it('turns only when what it can do changes', () => {
    const taskForce = found();
    expect(taskForce.assess('2027-03-01', terms('BDT', 'BR'), now)).toBeUndefined();
    expect(taskForce.state).toBe('forming');
    expect(taskForce.assess('2027-03-01', terms(...bureaux), now)).toMatchObject({ kind: 'constituted' });
    expect(taskForce.assess('2027-03-02', terms(...bureaux, 'GS'), now)).toBeUndefined();
    expect(taskForce.assess('2027-03-03', terms('BDT', 'TSB'), now)).toMatchObject({
      kind: 'lapsed',
      representation: { missing: ['BR'] },
    });
    expect(taskForce.assess('2027-03-04', terms('BDT'), now)).toBeUndefined();
    expect(taskForce.version).toBe(3);
  });

  it('is never in a state since a day on which it was told to be in another', () => {
    const taskForce = found();
    const gone = { unit: 'BR', startsOn: '2026-01-01', endsOn: '2026-06-30' };
    const others = ['BDT', 'TSB'].map((unit) => ({ unit, startsOn: '2026-01-01', endsOn: null }));
    const again = { unit: 'BR', startsOn: '2027-01-01', endsOn: null };
    taskForce.assess('2027-03-01', [...others, gone, again], now);
    expect(taskForce.stateSince).toBe('2027-01-01');
    // It was a mistake: nobody has represented BR since the summer.
    taskForce.assess('2027-03-10', [...others, gone], now);
    expect(taskForce).toMatchObject({ state: 'lapsed', stateSince: '2027-03-10' });
  });
});
