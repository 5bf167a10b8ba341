import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { DomainError } from '@capdev/service-kit/problems';

/** A file where JSON is expected, or the other way round. */
export class MediaTypeUnsupported extends DomainError {
  constructor(types: readonly string[]) {
    super('unsupported', 'media-type-unsupported', `Send the body as ${types.join(' or ')}.`);
  }
}

interface Receiving {
  addContentTypeParser(
    types: string[],
    parse: (
      request: { readonly routeOptions: { readonly url?: string } },
      body: unknown,
      done: (error: Error | null, body?: unknown) => void,
    ) => void,
  ): void;
}

/** What a file may be sent as. What it is, the mapping says. */
export const fileTypes = ['application/octet-stream', 'text/csv', 'application/x-ndjson', 'application/ld+json'];

/** Hands the stream of a file through to the route that keeps it, and refuses files everywhere else as before. */
@Injectable()
export class UploadBodies implements OnModuleInit {
  constructor(private readonly host: HttpAdapterHost) {}

  onModuleInit(): void {
    const fastify: Receiving = this.host.httpAdapter.getInstance();
    fastify.addContentTypeParser(fileTypes, (request, body, done) => {
      if (request.routeOptions.url === '/imports/:id/file') done(null, body);
      else done(new MediaTypeUnsupported(['application/json']));
    });
  }
}
