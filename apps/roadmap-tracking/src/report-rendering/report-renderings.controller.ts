import { applyDecorators, Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type Caller, CurrentCaller, Public } from '@capdev/access';
import { RecordId } from '@capdev/service-frame/fields';
import { type LanguagePreference, PreferredLanguages, sent } from '@capdev/service-kit';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DifferencesResponse } from '../reports/reports.dto.js';
import { ReportRenderingsService } from './report-renderings.service.js';

const Rendered = (path: string, type: string, description: string): MethodDecorator =>
  applyDecorators(
    Get(path),
    Public(),
    ApiOkResponse({ description, content: { [type]: { schema: { type: 'string' } } } }),
  );

/** Reports for people: `lang` is one of the six official languages; without it Accept-Language decides. */
@ApiTags('reports')
@Controller('reports')
export class ReportRenderingsController {
  constructor(private readonly renderings: ReportRenderingsService) {}

  @Rendered(':id.html', 'text/html', 'A page for reading and for print, in one of the six official languages.')
  async page(
    @Param('id', RecordId) id: string,
    @Query('lang') lang: string | undefined,
    @PreferredLanguages() languages: LanguagePreference,
    @CurrentCaller() caller: Caller | undefined,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return sent(request, reply, await this.renderings.page(id, { lang, languages, caller }));
  }

  @Rendered(
    ':id.docx',
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    'A Word document with the same sections and tables.',
  )
  async document(
    @Param('id', RecordId) id: string,
    @Query('lang') lang: string | undefined,
    @PreferredLanguages() languages: LanguagePreference,
    @CurrentCaller() caller: Caller | undefined,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return sent(request, reply, await this.renderings.document(id, { lang, languages, caller }));
  }

  @Rendered(':id/chart.svg', 'image/svg+xml', 'The schedule against the baseline.')
  async chart(
    @Param('id', RecordId) id: string,
    @Query('lang') lang: string | undefined,
    @PreferredLanguages() languages: LanguagePreference,
    @CurrentCaller() caller: Caller | undefined,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return sent(request, reply, await this.renderings.chart(id, { lang, languages, caller }));
  }

  @Get(':id/differences')
  @Public()
  @ApiOkResponse({
    type: DifferencesResponse,
    description: 'What differs from the edition before; nothing in a first one.',
  })
  differences(
    @Param('id', RecordId) id: string,
    @Query('lang') lang: string | undefined,
    @PreferredLanguages() languages: LanguagePreference,
    @CurrentCaller() caller: Caller | undefined,
  ) {
    return this.renderings.differences(id, { lang, languages, caller });
  }

  @Rendered('fonts/:file', 'font/woff2', 'A part of a font that the pages name.')
  async font(
    @Param('file') file: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return sent(request, reply, await this.renderings.font(file));
  }
}
