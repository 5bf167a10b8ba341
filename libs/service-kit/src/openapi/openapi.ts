import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** What the API page says about the service. */
export interface ApiDescription {
  readonly title: string;
  readonly description?: string;
  readonly version?: string;
}

const descriptions = new WeakMap<NestFastifyApplication, ApiDescription>();

/** Serves `/openapi.json` and the page `/docs`, whose script and styles come from this service too. */
export function serveOpenApi(app: NestFastifyApplication, description: ApiDescription): void {
  descriptions.set(app, description);
  SwaggerModule.setup('docs', app, () => openapiDocument(app), {
    raw: ['json'],
    jsonDocumentUrl: 'openapi.json',
    customSiteTitle: description.title,
  });
}

/** The OpenAPI 3.1 document of an app made by `createApp`; what `/openapi.json` answers and the snapshot holds. */
export function openapiDocument(app: NestFastifyApplication): OpenAPIObject {
  const { title, description = '', version = '1' } = descriptions.get(app) ?? { title: '' };
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle(title)
    .setDescription(description)
    .setVersion(version)
    .addBearerAuth(
      {
        type: 'http',
        scheme: 'bearer',
        bearerFormat: 'JWT',
        description: 'An access token; what is published can be read without one.',
      },
      'bearer',
    )
    .addSecurityRequirements({})
    .addSecurityRequirements('bearer')
    .build();
  const document = SwaggerModule.createDocument(app, config);
  document.components = {
    ...document.components,
    schemas: { ...document.components?.schemas, Problem: problemSchema },
  };
  for (const path of Object.values(document.paths)) {
    for (const method of ['get', 'post', 'put', 'patch', 'delete'] as const) {
      const operation = path[method];
      if (operation) operation.responses['default'] ??= problemResponse;
    }
  }
  return document;
}

const problemResponse = {
  description: 'A problem (RFC 9457). `code` says which; `errors` names each field to mend.',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

const text = { type: 'string' };
const problemSchema = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'code'],
  properties: {
    type: { type: 'string', format: 'uri' },
    title: text,
    status: { type: 'integer' },
    detail: text,
    instance: text,
    code: text,
    traceId: text,
    errors: {
      type: 'array',
      items: { type: 'object', required: ['pointer', 'detail'], properties: { pointer: text, detail: text } },
    },
  },
};
