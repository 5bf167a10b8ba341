// The local issuer's key set over HTTP, for a machine of one's own. Whoever can read .local/issuer can be anybody
// here; so it starts only when told to by name, and listens only where no other machine can reach it.
import { createServer } from 'node:http';
import { isIP } from 'node:net';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { issuerKey } from './issuer-key.js';
import { local } from './paths.js';
import { Halt, program } from './say.js';
import { issuerPort } from './services.js';

/** What the services must expect of a token that `npm run token` made. */
export const issuerAddress = `http://127.0.0.1:${issuerPort}`;
export const audience = 'capdev';

/** Reads the arguments; refuses to start without the flag or where others could reach it. */
export function readIssuerArguments(args: string[]): { host: string; port: number } {
  const { values } = parseArgs({
    args,
    options: {
      'local-issuer': { type: 'boolean', default: false },
      host: { type: 'string', default: '127.0.0.1' },
      port: { type: 'string', default: String(issuerPort) },
    },
  });
  if (!values['local-issuer'])
    throw new Halt('The local issuer lets anybody on this machine be anybody: it starts only with --local-issuer.');
  const loopback = values.host === '::1' || (isIP(values.host) === 4 && values.host.startsWith('127.'));
  if (!loopback)
    throw new Halt(`The local issuer listens on a loopback address only (127.0.0.1), not on ${values.host}.`);
  return { host: values.host, port: Number(values.port) };
}

async function main(): Promise<void> {
  const { host, port } = readIssuerArguments(process.argv.slice(2));
  const { published } = await issuerKey(local('issuer'));
  const body = JSON.stringify({ keys: [published] });
  const server = createServer((request, response) => {
    const found = request.method === 'GET' && request.url === '/.well-known/jwks.json';
    response.writeHead(found ? 200 : 404, { 'content-type': 'application/json' });
    response.end(found ? body : '{}');
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve));
  process.on('SIGTERM', () => {
    server.close();
    server.closeAllConnections();
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) void program(main);
