import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { largestFile } from './plan-file.js';

type Done = (error: Error | null, body?: unknown) => void;

interface Receiving {
  addContentTypeParser(
    type: string,
    options: { readonly parseAs: 'buffer'; readonly bodyLimit: number },
    parse: (request: { readonly routeOptions: { readonly url?: string } }, body: Buffer, done: Done) => void,
  ): void;
}

/** Somewhat more than a plan may have is received, so that its refusal can say how much it was. */
const received = 4 * largestFile;

/** Receives a plan's file at the one address that takes it, and refuses files everywhere else as before. */
@Injectable()
export class PlanBodies implements OnModuleInit {
  constructor(private readonly host: HttpAdapterHost) {}

  onModuleInit(): void {
    const fastify: Receiving = this.host.httpAdapter.getInstance();
    fastify.addContentTypeParser('text/csv', { parseAs: 'buffer', bodyLimit: received }, (request, body, done) => {
      if (request.routeOptions.url === '/plan/imports') done(null, body);
      else done(Object.assign(new Error('A file where JSON is expected.'), { statusCode: 415 }));
    });
  }
}
