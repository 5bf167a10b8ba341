import { applyDecorators, Controller, Get, Header, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type Caller, CurrentCaller, Public } from '@capdev/access';
import { RecordId } from '@capdev/service-frame/fields';
import { ExportQuery } from './exports.dto.js';
import { ExportsService } from './exports.service.js';

const File = (format: string, type: string, description: string): MethodDecorator =>
  applyDecorators(
    Get(`exports/courses.${format}`),
    Header('Cache-Control', 'no-store'),
    ApiOkResponse({ description, content: { [type]: { schema: { type: 'string' } } } }),
  );

@ApiTags('exports')
@Controller()
@Public()
export class ExportsController {
  constructor(private readonly exports: ExportsService) {}

  @File('jsonl', 'application/x-ndjson', 'Everything but coordinators, a record on each line; imports back unchanged.')
  jsonLines(@Query() query: ExportQuery, @CurrentCaller() caller: Caller | undefined) {
    return this.exports.file('jsonl', query, caller);
  }

  @File('csv', 'text/csv', 'A row for each course; UTF-8 with a byte order mark, and no cell that runs as a formula.')
  csv(@Query() query: ExportQuery, @CurrentCaller() caller: Caller | undefined) {
    return this.exports.file('csv', query, caller);
  }

  @File('jsonld', 'application/ld+json', 'A graph of courses in the terms of schema.org.')
  jsonLd(@Query() query: ExportQuery, @CurrentCaller() caller: Caller | undefined) {
    return this.exports.file('jsonld', query, caller);
  }

  @Get('courses/:id/json-ld')
  @Header('Content-Type', 'application/ld+json')
  @ApiOkResponse({
    description: 'The course in the terms of schema.org.',
    content: { 'application/ld+json': { schema: { type: 'object' } } },
  })
  document(@Param('id', RecordId) id: string, @CurrentCaller() caller: Caller | undefined) {
    return this.exports.document(id, caller);
  }
}
