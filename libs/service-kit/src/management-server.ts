import { createServer, type Server } from 'node:http';
import type { Logger } from 'pino';
import type { Readiness } from './health/readiness.js';
import type { Metrics } from './observability/metrics.js';

/** Starts the operators' listener: metrics and health, on an address of its own that the public never reaches. */
export async function startManagementServer(
  where: { host: string; port: number },
  parts: { logger: Logger; metrics: Metrics; readiness: () => Promise<Readiness> },
): Promise<Server> {
  const pages: Record<string, () => Promise<{ status?: number; type: string; body: string }>> = {
    '/metrics': async () => ({
      type: parts.metrics.registry.contentType,
      body: await parts.metrics.expose((error) => parts.logger.warn({ err: error }, 'Some metrics are missing')),
    }),
    '/health/live': async () => ({ type: 'application/json', body: '{"status":"up"}' }),
    '/health/ready': async () => {
      const readiness = await parts.readiness();
      return {
        status: readiness.status === 'unavailable' ? 503 : 200,
        type: 'application/json',
        body: JSON.stringify(readiness),
      };
    },
  };
  const server = createServer((request, response) => {
    const page = request.method === 'GET' ? pages[request.url?.split('?', 1)[0] ?? ''] : undefined;
    if (!page) {
      response
        .writeHead(404, { 'content-type': 'text/plain' })
        .end('Here are /metrics, /health/live and /health/ready.\n');
      return;
    }
    page().then(
      ({ status = 200, type, body }) => response.writeHead(status, { 'content-type': type }).end(body),
      (error: unknown) => {
        parts.logger.error({ err: error }, 'The management listener failed');
        response.writeHead(500).end();
      },
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(where.port, where.host, resolve);
  });
  return server;
}
