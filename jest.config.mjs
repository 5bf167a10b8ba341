/** One configuration for the whole repository; `npm test -- <path>` narrows it. See docs/how-to/test.md. */
export default {
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  // Real servers on a busy machine: a test ends by its own deadline, this only catches what hangs.
  testTimeout: 240_000,
  testEnvironment: 'node',
  testEnvironmentOptions: {
    // "import" or "default" here would break TypeORM ("Cannot require() ES Module … in a cycle").
    customExportConditions: ['@capdev/source', 'node', 'node-addons'],
  },
  testMatch: ['<rootDir>/{apps,libs,tools}/**/*.spec.ts', '<rootDir>/{apps,libs,tools}/**/*.int-spec.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '/fixtures/'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.local/'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2023',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
          keepClassNames: true,
        },
        module: { type: 'es6' },
        sourceMaps: 'inline',
      },
    ],
  },
};
