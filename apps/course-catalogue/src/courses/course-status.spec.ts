import { describe, expect, it } from '@jest/globals';
import { type CourseAction, courseStateAfter, courseStates } from './course-status.js';

const actions: readonly CourseAction[] = ['edit', 'publish', 'offer', 'retire'];
const after = (state: (typeof courseStates)[number]) =>
  Object.fromEntries(
    actions.flatMap((action) => (courseStateAfter(state, action) ? [[action, courseStateAfter(state, action)]] : [])),
  );

describe("a course's states", () => {
  it('are these, with these ways on', () => {
    expect(after('draft')).toEqual({ edit: 'draft', publish: 'published' });
    expect(after('published')).toEqual({ edit: 'published', offer: 'published', retire: 'retired' });
    expect(after('retired')).toEqual({});
  });

  it('can all be reached from a draft, and only retirement is the end', () => {
    const reached = new Set<string>(['draft']);
    for (const state of courseStates)
      for (const next of Object.values(after(state))) if (reached.has(state)) reached.add(next as string);
    expect([...reached].sort()).toEqual([...courseStates].sort());
    expect(courseStates.filter((state) => Object.keys(after(state)).length === 0)).toEqual(['retired']);
  });
});
