import { parseArgs, type ParseArgsConfig } from 'node:util';
import { Halt } from './say.js';

/**
 * A program's arguments, by `parseArgs`.
 *
 * @param refuse what to say of arguments that are not understood, from the sentence that says why
 * @throws Halt with that
 */
export function argumentsBy<const Config extends ParseArgsConfig>(
  config: Config,
  refuse: (sentence: string) => string,
): ReturnType<typeof parseArgs<Config>> {
  try {
    return parseArgs(config);
  } catch (error) {
    const sentence = (error as Error).message
      .split('\n')[0]!
      .replace(/\.? To specify.*$/, '')
      .replace(/\.$/, '');
    throw new Halt(refuse(sentence));
  }
}
