import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { DomainError, problemOf } from '../problems/domain-error.js';

function refusalOf(code: string | undefined): DomainError {
  if (code === 'HPE_HEADER_OVERFLOW')
    return new DomainError(
      'headers-too-large',
      'headers-too-large',
      'The address and the headers are too long together.',
    );
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT')
    return new DomainError('too-slow', 'request-incomplete', 'The request did not arrive in time.');
  return new DomainError('invalid', 'request-malformed', 'The request cannot be read.');
}

/** What Node cannot read as HTTP never becomes a request; it is answered here, and its connection closed. */
export function answerClientError(error: { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const problem = problemOf(refusalOf(error.code));
  const body = JSON.stringify(problem);
  const head = [
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`,
    'Content-Type: application/problem+json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'X-Content-Type-Options: nosniff',
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
}
