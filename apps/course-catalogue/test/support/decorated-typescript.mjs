// Lets Node run the service's sources as they are: `node --import …/decorated-typescript.mjs src/main.ts`. Node itself does
// not emit the metadata of decorators. The options are those of jest.config.mjs.
import { existsSync, readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { transformSync } from '@swc/core';

const options = {
  swcrc: false,
  configFile: false,
  sourceMaps: 'inline',
  module: { type: 'es6' },
  jsc: {
    target: 'es2023',
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
    keepClassNames: true,
  },
};

registerHooks({
  resolve(specifier, context, next) {
    const source = specifier.replace(/\.js$/, '.ts');
    const written = /^\.{1,2}\//.test(specifier) && existsSync(new URL(source, context.parentURL));
    return next(written ? source : specifier, context);
  },
  load(url, context, next) {
    if (!url.endsWith('.ts')) return next(url, context);
    const filename = fileURLToPath(url);
    const { code } = transformSync(readFileSync(filename, 'utf8'), { ...options, filename });
    return { format: 'module', source: code, shortCircuit: true };
  },
});
