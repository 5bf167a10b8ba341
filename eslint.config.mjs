// The import rules of the repository; CONTRIBUTING.md says them in words, tools/boundaries shows each of them failing.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import eslint from '@eslint/js';
import nx from '@nx/eslint-plugin';
import prettier from 'eslint-config-prettier';
import { defineConfig } from 'eslint/config';
import typescript from 'typescript-eslint';

const SOURCE = ['{apps,libs}/**/*.ts'];
const TESTS = ['**/*.spec.ts', '**/*.int-spec.ts', '{apps,libs}/*/test/**/*.ts', '{apps,libs}/*/testing/**/*.ts'];

const inRoot = (...path) => join(import.meta.dirname, ...path);
const apps = readdirSync(inRoot('apps')).filter((app) => existsSync(inRoot('apps', app, 'project.json')));
const readJson = (...path) => JSON.parse(readFileSync(inRoot(...path), 'utf8'));
const services = apps.map((app) => readJson('apps', app, 'package.json').name);
// Nx judges what it can resolve; a service exports nothing, so an import by its name has to be refused by its name.
const service = [
  `^(${services.join('|')})(/|$)`,
  'Nothing imports a service: what others may know of it is in @capdev/contracts.',
];

/** What a file may not import: a regular expression over the import, and why. */
const imports = (...bans) => ({
  'no-restricted-imports': ['error', { patterns: [service, ...bans].map(([regex, message]) => ({ regex, message })) }],
});
/** The same, but `import type` is allowed. Another rule, so that both can hold for one file. */
const valueImports = (...bans) => ({
  '@typescript-eslint/no-restricted-imports': [
    'error',
    { patterns: bans.map(([regex, message]) => ({ regex, message, allowTypeImports: true })) },
  ],
});
const syntax = (...bans) => ({
  'no-restricted-syntax': ['error', ...bans.map(([selector, message]) => ({ selector, message }))],
});

const kafka = ['^kafkajs(/|$)', 'Only libs/messaging/src/broker/kafka.broker.ts may import kafkajs.'];
const transport = [
  '^@nestjs/microservices(/|$)',
  'Services speak through @capdev/messaging, never through a transport of Nest.',
];
const typeorm = ['^typeorm(/|$)', 'Only entities, services, queries and migrations may know TypeORM.'];
const PLAIN = 'the plain entries of the service kit (/problems, /context) only';
const exceptPlain = [
  '^@capdev/(?!service-kit/(problems|context)$)',
  `Of our own libraries, this one may import ${PLAIN}.`,
];

const environment = [
  ':matches(MemberExpression[object.name="process"][property.name="env"], VariableDeclarator[init.name="process"], ImportDeclaration[source.value=/^(node:)?process$/])',
  'Only config.ts may read the environment.',
];
const lateKafka = ['ImportExpression[source.value=/^kafkajs/]', kafka[1]];
const narrowedTests = [
  'MemberExpression[object.name=/^(describe|it|test)$/][property.name=/^(only|skip|todo|failing)$/]',
  'A test is neither focused nor skipped: mend it or remove it.',
];
const renamedTests = [
  'ImportSpecifier[imported.name=/^(fdescribe|fit|xdescribe|xit|xtest)$/]',
  'A test is neither focused nor skipped: mend it or remove it.',
];
const longRoute = [
  'MethodDefinition[kind="method"] > FunctionExpression > BlockStatement[body.length>1]',
  'A route is one statement: what it does belongs in the service.',
];
const decidingRoute = [
  ':matches(IfStatement, SwitchStatement, TryStatement, ConditionalExpression)',
  'A route decides nothing: the service decides, and errors are thrown.',
];

/** Every service's files, with the one folder of contracts that it may publish: its slug, from the scope tag. */
const publishing = apps.flatMap((app) => {
  const tags = readJson('apps', app, 'project.json').tags ?? [];
  const slug = tags.find((tag) => tag.startsWith('scope:'))?.slice('scope:'.length);
  if (slug === undefined) return [];
  return {
    files: [`apps/${app}/src/**/*.events.ts`],
    rules: imports(kafka, transport, [
      `^@capdev/contracts/(?!(core|${slug}(/reference)?)$)`,
      `This service publishes @capdev/contracts/${slug} only; events of others are for a *.consumer.ts.`,
    ]),
  };
});

/** Which project may use which: types of project, never names, so that a new service adds no line. */
const boundaries = (more = {}) => ({
  '@nx/enforce-module-boundaries': [
    'error',
    {
      ...more,
      enforceBuildableLibDependency: false,
      depConstraints: [
        {
          sourceTag: 'type:service',
          onlyDependOnLibsWithTags: ['type:contracts', 'type:vocabulary', 'type:platform', 'type:frame'],
          bannedExternalImports: ['kafkajs', '@nestjs/microservices'],
        },
        // The one library in which the others meet; none of them may use it.
        { sourceTag: 'type:frame', onlyDependOnLibsWithTags: ['type:contracts', 'type:vocabulary', 'type:platform'] },
        { sourceTag: 'type:platform', onlyDependOnLibsWithTags: ['type:platform', 'type:contracts'] },
        { sourceTag: 'type:contracts', onlyDependOnLibsWithTags: ['type:vocabulary'] },
        { sourceTag: 'type:vocabulary', onlyDependOnLibsWithTags: [] },
      ],
    },
  ],
});

export default defineConfig(
  { ignores: ['**/node_modules/', '**/dist/', '.local/', '.nx/', 'coverage/', 'tools/boundaries/fixtures/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  eslint.configs.recommended,
  typescript.configs.recommended,
  {
    rules: {
      eqeqeq: 'error',
      'no-control-regex': 'off', // Whoever checks text from outside has to name what it may not contain.
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/no-unsafe-function-type': 'off', // Nest's metadata is keyed by Function.
      '@typescript-eslint/no-extraneous-class': 'off',
      'max-lines': ['error', { max: 300 }],
    },
  },

  {
    files: SOURCE,
    plugins: { '@nx': nx },
    rules: {
      ...boundaries(),
      'no-console': 'error',
      ...imports(kafka),
      ...syntax(environment, lateKafka),
    },
  },

  // Inside the libraries.
  {
    files: ['libs/taxonomy/src/**/*.ts'],
    ignores: TESTS,
    rules: imports(['^[^.]', 'The vocabulary needs nothing but the language.']),
  },
  {
    files: ['libs/contracts/src/**/*.ts'],
    ignores: TESTS,
    rules: imports([
      '^(?!\\.|node:|class-validator$|class-transformer$|reflect-metadata$|@capdev/taxonomy$)',
      'Contracts may use class-validator, class-transformer and the taxonomy, so that every reader can have them.',
    ]),
  },
  {
    files: ['libs/service-kit/src/**/*.ts'],
    rules: imports(kafka, ['^@capdev/', 'The service kit uses none of our libraries.']),
  },
  { files: ['libs/persistence/src/**/*.ts'], rules: imports(kafka, exceptPlain) },
  {
    files: ['libs/access/src/**/*.ts'],
    rules: imports(kafka, ['^(typeorm|pg)(/|$)', 'Access stores nothing.'], exceptPlain),
  },
  ...[
    { files: ['libs/messaging/src/**/*.ts'], ignores: ['libs/messaging/src/broker/kafka.broker.ts'], also: [kafka] },
    { files: ['libs/messaging/src/broker/kafka.broker.ts'], also: [] },
  ].map(({ also, ...where }) => ({
    ...where,
    rules: imports(
      ...also,
      ['^@capdev/contracts/(?!core$)', 'Messaging carries every event and knows none: @capdev/contracts/core only.'],
      [
        '^@capdev/service-kit(?!/(problems|context|config|lists)$)',
        'Messaging may import the plain entries of the service kit (/problems, /context, /config) and its /lists only.',
      ],
    ),
  })),

  {
    files: ['libs/service-frame/src/**/*.ts'],
    rules: imports(kafka, transport, [
      '^@capdev/contracts/(?!core$)',
      'The frame serves every service and knows the events of none: @capdev/contracts/core only.',
    ]),
  },
  {
    files: ['libs/service-frame/src/plain/**/*.ts'],
    rules: valueImports(typeorm, [
      '^@nestjs/|^@capdev/(?!taxonomy$|service-kit/problems$)',
      'What entities and facts may use is plain: neither Nest nor database nor bus.',
    ]),
  },

  // Inside a service: the suffix of a file says what it may know.
  {
    files: ['apps/*/src/**/*.ts'],
    ignores: ['**/*.events.ts', '**/*.consumer.ts', ...TESTS],
    rules: imports(kafka, transport, [
      '^@capdev/contracts/(?!core$)',
      'Contracts are for *.events.ts (our own) and *.consumer.ts (those of others).',
    ]),
  },
  { files: ['apps/*/src/**/*.consumer.ts', 'apps/*/test/**/*.ts'], rules: imports(kafka, transport) },
  ...publishing,
  {
    files: ['apps/*/src/**/*.controller.ts'],
    rules: {
      ...valueImports(
        typeorm,
        ['\\.entity\\.js$', 'A controller knows its service and its DTOs, not the entity.'],
        ['^@capdev/(contracts|messaging)(/|$)', 'A controller knows nothing of events.'],
      ),
      ...syntax(environment, lateKafka, longRoute, decidingRoute),
    },
  },
  {
    files: ['apps/*/src/**/*.entity.ts'],
    rules: valueImports(
      ['^@nestjs/', 'An entity is plain: no Nest.'],
      [
        '^@capdev/(?!taxonomy$|service-kit/problems$|service-frame/plain$)',
        'An entity knows the taxonomy, plain rules and its own.',
      ],
      ['\\.(controller|service|dto|query|module|consumer)\\.js$', 'An entity knows nothing of who uses it.'],
      ['\\.events\\.js$', 'An entity returns facts: it needs their types only (import type).'],
    ),
  },
  {
    files: ['apps/*/src/**/*.dto.ts'],
    rules: valueImports(
      typeorm,
      [
        '^@capdev/((contracts|messaging|persistence|access)(/|$)|service-frame(/changes)?$)',
        'A DTO knows validators, OpenAPI and the taxonomy.',
      ],
      ['\\.entity\\.js$', 'A DTO needs the type of its entity only (import type).'],
      ['\\.(controller|service|module)\\.js$', 'A DTO knows nothing of who uses it.'],
    ),
  },
  {
    files: ['apps/*/src/**/*.{events,errors}.ts'],
    rules: valueImports(
      typeorm,
      ['^@nestjs/', 'Facts and refusals are plain: no Nest.'],
      ['^@capdev/service-frame(?!/plain$)', 'Facts and refusals are plain: @capdev/service-frame/plain only.'],
    ),
  },
  { files: ['apps/*/src/config.ts'], rules: { 'no-restricted-syntax': 'off' } },

  // Tests and programs.
  {
    // Tests may use the programs that start and kill servers, and those that compare contracts.
    files: ['{apps,libs}/*/test/**/*.ts'],
    rules: boundaries({ allow: ['^(\\.\\./)+tools/(local|contracts)/'] }),
  },
  {
    files: TESTS,
    rules: { ...syntax(narrowedTests, renamedTests), 'max-lines': ['error', { max: 500 }] },
  },
  { files: ['tools/**/*.spec.ts'], rules: syntax(narrowedTests, renamedTests) },
  { files: ['**/*.generated.ts'], rules: { 'max-lines': 'off' } },
  { files: ['**/*.mjs'], rules: { 'no-undef': 'off' } }, // Node has too many globals to list; the programs are few.
  prettier,
);
