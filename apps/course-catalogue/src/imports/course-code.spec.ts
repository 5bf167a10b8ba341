import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { codePattern } from '../courses/courses.dto.js';
import { codeOf, courseCodeGrammar } from './course-code.js';

describe('a course code made from a key', () => {
  it('is the same every time and says something', () => {
    const code = codeOf('FQ', 'Python 3 Tutorial', ['Code Academy', 'Python 3 Tutorial']);
    expect(code).toMatch(/^FQ-PYTHON-3-TUTORIAL-[0-9A-F]{8}$/);
    expect(codeOf('FQ', 'Python 3 Tutorial', ['Code Academy', 'Python 3 Tutorial'])).toBe(code);
  });

  it('tells titles apart that begin alike, and keys whose parts run together', () => {
    const long = 'Data Science Foundations using R Specialisation';
    expect(codeOf('FQ', `${long} 1`, [`${long} 1`])).not.toBe(codeOf('FQ', `${long} 2`, [`${long} 2`]));
    expect(codeOf('FQ', 'x', ['ab', 'c'])).not.toBe(codeOf('FQ', 'x', ['a', 'bc']));
  });

  it('has at most 40 characters, however long the title is', () => {
    expect(codeOf('FQ', 'Management of networks and services '.repeat(5), ['x'])).toMatch(
      /^FQ-MANAGEMENT-OF-NETWORKS-AND-S?-[0-9A-F]{8}$/,
    );
  });

  it('is legal whatever the title is, with the longest prefix too', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.array(fc.string()), (readable, key) => {
        expect(codeOf('FQ', readable, key)).toMatch(courseCodeGrammar);
        expect(codeOf('CARPENTRIES-', readable, key)).toMatch(courseCodeGrammar);
      }),
    );
  });

  it('has the grammar that the API asks for', () => {
    expect(courseCodeGrammar).toEqual(codePattern);
  });
});
