import { Controller, type DynamicModule, Get, Header, Inject, Module, Param, SetMetadata } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { keptByAnyone } from '../http/conditional.js';
import { DomainError } from '../problems/domain-error.js';

/** How a service's events are described to their readers; what is in it is no business of this library. */
export interface EventDescriptions {
  /** The service's events as an AsyncAPI 3 document. */
  readonly asyncapi: object;
  /** The JSON Schema of each event's data, by type. */
  readonly schemas: Readonly<Record<string, object>>;
}

const descriptions = Symbol('event descriptions');
const ASYNCAPI = 'application/vnd.aai.asyncapi+json';
const JSON_SCHEMA = 'application/schema+json';
/** Both change with a release of the service and no sooner. */
const oneHour = 3_600;
// The access library's own key for "everybody may", which this library may not import.
const Public = () => SetMetadata('capdev:access', { public: true });

class EventSchemaNotFound extends DomainError {
  constructor(type: string) {
    super(
      'not-found',
      'event-schema-not-found',
      `This service announces no event ${JSON.stringify(type)}. The types of its events are in /asyncapi.json.`,
    );
  }
}

@ApiTags('events')
@Controller()
@Public()
class EventDescriptionsController {
  constructor(@Inject(descriptions) private readonly descriptions: EventDescriptions) {}

  @Get('asyncapi.json')
  @Header('Content-Type', ASYNCAPI)
  @ApiOkResponse({
    description: 'The events of this service, as AsyncAPI 3.',
    content: { [ASYNCAPI]: { schema: { type: 'object' } } },
  })
  asyncapi() {
    return keptByAnyone({ ...this.descriptions.asyncapi }, oneHour);
  }

  @Get('schemas/:type')
  @Header('Content-Type', JSON_SCHEMA)
  @ApiOkResponse({
    description: 'The JSON Schema of the data of one event type, as it was released: where `dataschema` points to.',
    content: { [JSON_SCHEMA]: { schema: { type: 'object' } } },
  })
  schema(@Param('type') type: string) {
    return keptByAnyone({ ...schemaIn(this.descriptions, type) }, oneHour);
  }
}

function schemaIn({ schemas }: EventDescriptions, type: string): object {
  const schema = Object.hasOwn(schemas, type) ? schemas[type] : undefined;
  if (schema === undefined) throw new EventSchemaNotFound(type);
  return schema;
}

/** Serves `/asyncapi.json` and `/schemas/{type}` to everybody: a service's events, described by the service itself. */
@Module({})
export class EventDescriptionsModule {
  /**
   * @example
   * EventDescriptionsModule.forRoot({ asyncapi, schemas }) // from the generated reference of its own contracts
   */
  static forRoot(options: EventDescriptions): DynamicModule {
    return {
      module: EventDescriptionsModule,
      controllers: [EventDescriptionsController],
      providers: [{ provide: descriptions, useValue: options }],
    };
  }
}
