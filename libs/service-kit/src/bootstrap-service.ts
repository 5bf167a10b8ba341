import type { Server } from 'node:http';
import { ConfigurationInvalid } from './config/load-config.js';
import { type AssembledService, assembleService } from './create-app.js';
import { startManagementServer } from './management-server.js';
import { openapiDocument } from './openapi/openapi.js';
import type { ServiceOptions } from './service-options.js';

/** Exit codes and time limits are a promise to whatever supervises the process. */
const drainingTime = 5_000;
const endingTime = 9_500;

/**
 * The whole life of a service's process: serve (no argument), be one part of the service, or run one command and end.
 *
 * @param prepare makes the options; a {@link ConfigurationInvalid} thrown here is printed and ends the process with 1
 * @param args the arguments after the program: none, `openapi`, or one of the options' processes and commands
 *
 * @example
 * await bootstrapService(() => serviceOptions(loadConfig(Config, process.env)), process.argv.slice(2));
 */
export async function bootstrapService(
  prepare: () => ServiceOptions | Promise<ServiceOptions>,
  args: readonly string[] = [],
): Promise<void> {
  try {
    const options = await prepare();
    const [command] = args;
    const part =
      command !== undefined && Object.hasOwn(options.processes ?? {}, command) && options.processes?.[command];
    if (command === undefined) await serve(options);
    else if (part) await serve(part());
    else await runCommand(options, command);
  } catch (error) {
    process.stderr.write(`${sentenceFor(error)}\n`);
    process.exit(1);
  }
}

async function runCommand(options: ServiceOptions, command: string): Promise<void> {
  const commands: Record<string, () => Promise<void>> = { ...options.commands, openapi: () => printOpenApi(options) };
  const run = Object.hasOwn(commands, command) ? commands[command] : undefined;
  if (!run)
    throw new Error(
      `There is no command "${command}". There are: ${[...Object.keys(commands), ...Object.keys(options.processes ?? {})].join(', ')}; without one the service serves.`,
    );
  await run();
  process.exit(0);
}

async function printOpenApi(options: ServiceOptions): Promise<void> {
  const { app } = await assembleService({ ...options, log: { level: 'silent' } }, true);
  const text = `${JSON.stringify(openapiDocument(app), null, 2)}\n`;
  await new Promise<void>((resolve) => process.stdout.write(text, () => resolve()));
}

async function serve(options: ServiceOptions): Promise<void> {
  const service = await assembleService(options);
  const { app, logger, metrics } = service;
  const { host, port, managementPort, managementHost = '127.0.0.1' } = options.http;

  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (error: unknown) => {
      // Nobody knows what state this leaves behind; a supervisor starts a clean process.
      logger.fatal({ err: error }, 'An error that nothing handles; the service ends');
      process.exit(1);
    });
  }
  metrics.watchProcess();
  const management =
    managementPort === undefined
      ? undefined
      : await startManagementServer({ host: managementHost, port: managementPort }, service);
  if (port !== undefined) await app.listen({ port, host });
  // Not awaited: the broker may be away for as long as it likes.
  void app.startAllMicroservices();
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.once(signal, () => void end(signal, service, management));
  logger.info(
    {
      ...(port === undefined ? {} : { address: await app.getUrl() }),
      ...(managementPort === undefined ? {} : { management: `http://${managementHost}:${managementPort}` }),
    },
    `${options.name} serves`,
  );
}

async function end(signal: string, { app, logger }: AssembledService, management: Server | undefined): Promise<void> {
  logger.info({ signal }, 'The service ends');
  setTimeout(() => {
    logger.fatal('The service did not end in time; what is unfinished is given up');
    process.exit(1);
  }, endingTime).unref();
  try {
    // First no new requests, then the hooks: what a request still writes finds the outbox's relay and the pool alive.
    await drain(app.getHttpServer());
    management?.close();
    management?.closeAllConnections();
    await app.close();
    logger.flush();
    process.exit(0);
  } catch (error) {
    logger.fatal({ err: error }, 'The service did not end cleanly');
    process.exit(1);
  }
}

async function drain(server: Server): Promise<void> {
  const cut = setTimeout(() => server.closeAllConnections(), drainingTime);
  // A kept-alive connection is idle only once its last answer has left, which may be long after close().
  const sweep = setInterval(() => server.closeIdleConnections(), 50);
  await new Promise<void>((resolve) => server.close(() => resolve()));
  clearTimeout(cut);
  clearInterval(sweep);
}

function sentenceFor(error: unknown): string {
  if (error instanceof ConfigurationInvalid) return error.message;
  // A mistake in the program, not in its surroundings: whoever mends it needs the place.
  if (error instanceof TypeError || error instanceof ReferenceError)
    return `The service could not start: ${error.stack}`;
  const { code, port, message, cause } = error as { code?: string; port?: number; message?: string; cause?: unknown };
  if (code === 'EADDRINUSE')
    return `Port ${port} is in use. Stop what listens there, or choose another port, then start again.`;
  const why = cause instanceof AggregateError ? cause.errors[0] : cause;
  return `The service could not start: ${message ?? String(error)}${why instanceof Error ? ` (${why.message})` : ''}`;
}
