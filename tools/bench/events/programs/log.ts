import type { LoggerService } from '@nestjs/common';

const quiet = (): void => undefined;
const say = (...words: unknown[]): void => void process.stderr.write(`${words.map(String).join(' ')}\n`);

/** What goes wrong, into the log file of the process. */
export const log: LoggerService = { log: quiet, debug: quiet, verbose: quiet, warn: say, error: say, fatal: say };
