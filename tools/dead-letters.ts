// What a service could not handle, and what is to become of it: npm run dead-letters -- list | show | redrive | discard | event …
import { connectBus } from './dead-letters/bus-client.js';
import { readDeadLettersArguments } from './dead-letters/options.js';
import { runDeadLetters } from './dead-letters/run.js';
import { program, say } from './local/say.js';

void program(async () => {
  const { command, json, address } = readDeadLettersArguments(process.argv.slice(2));
  const print = (line: string): void => void process.stdout.write(`${line}\n`);
  return runDeadLetters(await connectBus(address), command, { json, print, say });
});
