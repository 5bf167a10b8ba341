import { describe, expect, it } from '@jest/globals';
import { root } from '../local/paths.js';
import { findServices, nextPorts } from '../local/services.js';
import { nameService } from './naming.js';

describe('the name of a new service', () => {
  it('is its slug too, when it is one word', () => {
    const { name, slug, port, managementPort } = nameService(['stewardship'], root);
    expect([name, slug, managementPort - port]).toEqual(['stewardship', 'stewardship', 1_000]);
    expect(nameService(['field-offices', '--slug', 'offices'], root)).toMatchObject({ slug: 'offices' });
  });

  it.each([
    [[], /^Say the name of the one new service: npm run new:service/],
    [['one', 'two'], /^Say the name of the one new service/],
    [['--slug'], /argument missing.*: npm run new:service/],
    [['Field-Offices'], /^"Field-Offices" is not a name for a service/],
    [['field_offices'], /is not a name/],
    [['../elsewhere'], /is not a name/],
    [['x'.repeat(41)], /at most 40/],
    [['field-offices'], /^"field-offices" has several words.*--slug offices\.$/],
    [['offices', '--slug', 'field-offices'], /^"field-offices" is not a slug/],
    [['core'], /^"core" is not a slug/],
    [['postgres', '--slug', 'pg'], /^The name "postgres" is taken/],
    [['messaging'], /^The name "messaging" is taken/],
    [['course-catalogue', '--slug', 'courses'], /^The name "course-catalogue" is taken/],
    [['course-catalogue-migrate', '--slug', 'courses'], /^The name "course-catalogue-migrate" is taken/],
    [['catalogue'], /^The slug "catalogue" belongs to course-catalogue: choose another one with --slug\.$/],
  ])('is refused in one sentence: %j', (args, sentence) => {
    let message = '';
    try {
      nameService(args, root);
    } catch (error) {
      message = (error as Error).message;
    }
    expect(message).toMatch(sentence);
    expect(message).not.toContain('\n');
  });
});

describe('the ports of a new service', () => {
  const at = (port: number) => ({ name: `at-${port}`, slug: 'x', port, managementPort: port + 1_000 });

  it('are the ones that it was promised', () => {
    expect(nextPorts('coe-programme', findServices())).toEqual({ port: 3002, managementPort: 4002 });
  });

  it('are the next ones that are neither used, nor promised, nor the token issuer’s', () => {
    expect(nextPorts('mentoring', [at(3001), at(3004)])).toMatchObject({ port: 3005 });
    const many = [3001, 3004, 3005, 3006, 3007, 3008].map(at);
    expect(nextPorts('mentoring', many)).toEqual({ port: 3010, managementPort: 4010 });
  });
});
