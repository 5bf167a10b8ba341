// A new service, complete and green: `npm run new:service -- mentoring [--slug mentoring]`. docs/how-to/add-a-service.md
import { join } from 'node:path';
import { declaredEvents, freeze } from './contracts/events.js';
import { root } from './local/paths.js';
import { program, say, step } from './local/say.js';
import type { Service } from './local/services.js';
import { allOrNothing, type RunProgram } from './new-service/all-or-nothing.js';
import { nameService } from './new-service/naming.js';
import { type Manifest, registers } from './new-service/registering.js';
import { filesOf, wordsOf } from './new-service/rendering.js';
import type { Undoable } from './new-service/undoable.js';

/** Files that `npm run generate` writes anew for a new service, besides those in its own folders. */
const generated = [
  'docs/reference/asyncapi.json',
  'docs/reference/events.md',
  'docs/reference/problems.md',
  'infra/kafka/principals.tsv',
  'infra/kafka/topics.tsv',
];

void program(async () => {
  const service = nameService(process.argv.slice(2), root);
  await allOrNothing(root, (files, run) => make(service, files, run));
  const { name, slug, port } = service;
  say(`apps/${name} is a service: slug ${slug}, port ${port}. Its events are in libs/contracts/src/${slug}.`);
  say(`It is named in ${Object.keys(registers).join(', ')}.`);
  say(
    `Next: npm test -- apps/${name}, npm start -- ${name}, then its own noun in place of "notice" and its row in the`,
  );
  say('table of README.md: docs/how-to/add-a-service.md.');
});

async function make(service: Service, files: Undoable, run: RunProgram): Promise<void> {
  const words = wordsOf(service, new Date());
  const own = filesOf(words, root);
  const manifest = JSON.parse(own.get(`apps/${service.name}/package.json`)!) as Manifest;
  await step('Files', async () => {
    for (const [path, text] of own) files.write(path, text);
    for (const [path, register] of Object.entries(registers))
      files.change(path, (text) => register(text, words, manifest));
    const written = [...own.keys()].map((path) => join(root, path));
    await run('prettier/bin/prettier.cjs', '--write', '--log-level=warn', '--ignore-unknown', ...written);
  });
  await step('Its first event, frozen', async () => {
    for (const { folder, definition } of await declaredEvents()) {
      if (folder !== service.slug) continue;
      files.keep(`libs/contracts/frozen/${definition.type}.json`);
      freeze(definition);
    }
  });
  await step('Generated files', async () => {
    for (const path of generated) files.keep(path);
    files.keepAway(`dist/apps/${service.name}`);
    await run('tools/generate.ts');
  });
}
