import { describe, expect, it } from '@jest/globals';
import { faultsOf } from './repository-rules.js';

const oneFile = (path: string, text = '') => faultsOf([{ path, text }]);
const home = (...parts: string[]) => ['', ...parts, ''].join('/');

describe('the repository refuses', () => {
  it.each(['apps/course-catalogue/dist/main.js', 'libs/access/node_modules/jose/index.js', 'tsconfig.tsbuildinfo'])(
    'build output: %s',
    (path) => expect(oneFile(path)).toEqual([expect.stringContaining('build output')]),
  );

  it('a compiled file beside its source', () => {
    const files = ['a.ts', 'a.js', 'b.mts', 'b.mjs', 'c.mjs'].map((path) => ({ path, text: '' }));
    expect(faultsOf(files)).toEqual(
      ['a.js', 'b.mjs'].map((path) => expect.stringContaining(`${path} is compiled output`)),
    );
  });

  it('a README or CONTRIBUTING of more than 120 lines', () => {
    expect(oneFile('libs/access/README.md', 'line\n'.repeat(120))).toEqual([]);
    expect(oneFile('libs/access/README.md', 'line\n'.repeat(121))).toEqual([expect.stringContaining('121 lines')]);
    expect(oneFile('CONTRIBUTING.md', 'line\n'.repeat(121))).toHaveLength(1);
    expect(oneFile('docs/architecture.md', 'line\n'.repeat(121))).toEqual([]);
  });

  it('a file of a service with a suffix nobody agreed on', () => {
    const inService = (name: string) => oneFile(`apps/course-catalogue/src/courses/${name}.ts`);
    for (const name of ['course.helper', 'course.repository.interface', 'courses.service.old']) {
      expect(inService(name)).toEqual([expect.stringContaining('needs a decision record')]);
    }
    for (const name of ['course-status', 'course.entity', 'course.entity.spec', 'course-status.spec']) {
      expect(inService(name)).toEqual([]);
    }
    expect(oneFile('apps/course-catalogue/src/config.ts')).toEqual([]);
    expect(oneFile('apps/course-catalogue/src/app.util.ts')).toHaveLength(1);
  });

  it('a path of one machine, and says where', () => {
    for (const path of [
      home('home', 'someone'),
      home('Users', 'someone'),
      home('root'),
      ['C:', 'Users', 'x'].join('\\'),
    ]) {
      expect(oneFile('docs/a.md', `fine\nsee ${path}notes`)).toEqual([expect.stringContaining('docs/a.md:2')]);
    }
    expect(oneFile('docs/a.md', 'GET /courses/root/home and https://example.org/home/x and .local/root/')).toEqual([]);
  });

  it('a reference to what lies outside it', () => {
    expect(oneFile('docs/a.md', `see ${['..', 'shared', 'x'].join('/')}`)).toEqual([
      expect.stringContaining('outside'),
    ]);
  });

  it('a lock file that names a registry', () => {
    expect(oneFile('package-lock.json', '"resolved": "https://registry.example/a.tgz"')).toHaveLength(1);
  });
});
