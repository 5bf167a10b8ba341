// The opponent of the plan: a bare server that has one body, with its ETag, and sends it to everybody. No access checks, no
// database, no logs, metrics or traces.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

const body = readFileSync(process.env.BODY_FILE);
const etag = `"${createHash('sha256').update(body).digest('hex')}"`;
const headers = { 'content-type': 'application/json; charset=utf-8', 'content-length': body.length, etag };

createServer((request, response) => {
  if (request.headers['if-none-match'] === etag) response.writeHead(304, { etag }).end();
  else response.writeHead(200, headers).end(body);
}).listen(Number(process.env.PORT), '127.0.0.1');
