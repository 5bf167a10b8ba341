import { Body, Controller, Delete, Get, HttpCode, Module, Param, Patch, Post, Query } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Type } from 'class-transformer';
import { IsArray, IsInt, IsOptional, IsString, Length, Max, Min, ValidateNested } from 'class-validator';
import { currentContext } from '../../src/context/index.js';
import {
  createApp,
  IfMatch,
  type IdempotentRequest,
  keptByAnyone,
  type LanguagePreference,
  Once,
  PreferredLanguages,
  servedIn,
  type ServiceOptions,
} from '../../src/index.js';
import { DomainError } from '../../src/problems/index.js';

class Author {
  @IsString()
  @Length(1, 20)
  name!: string;
}

class Shelving {
  @IsString()
  @Length(1, 20)
  title!: string;

  @IsOptional()
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => Author)
  authors?: Author[];
}

class Listing {
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(100)
  limit = 20;
}

const book = { id: 'b-1', version: 3, title: 'Spectrum' };

@Controller('books')
class BooksController {
  @Get()
  list(@Query() query: Listing): object {
    return { items: [book], limit: query.limit };
  }

  @Get('context')
  context(): object {
    return currentContext() ?? {};
  }

  @Get('broken')
  broken(): never {
    throw new TypeError('secret detail of /srv/books.ts');
  }

  @Get('busy')
  busy(): never {
    throw new DomainError('unavailable', 'shelf-unavailable', 'The shelf is away.', [], { 'Retry-After': '5' });
  }

  @Get('genres')
  genres(@PreferredLanguages() languages: LanguagePreference): object {
    return keptByAnyone({ items: languages }, 300);
  }

  @Get(':id')
  read(@Param('id') id: string, @PreferredLanguages() languages: LanguagePreference): object {
    return servedIn({ ...book, id, languages }, new Set(languages === '*' ? [] : languages.slice(0, 1)));
  }

  @Post()
  create(@Body() body: Shelving, @Once() once: IdempotentRequest | undefined): object {
    return { ...book, title: body.title, key: once?.key, context: currentContext() };
  }

  @Post(':id/lend')
  @HttpCode(200)
  lend(@IfMatch() version: number | undefined): object {
    return { ...book, expected: version ?? 'any' };
  }

  @Patch(':id')
  change(@Body() body: Shelving): object {
    return { ...book, version: 4, title: body.title };
  }

  @Delete(':id')
  @HttpCode(204)
  remove(): void {
    return undefined;
  }
}

@Module({ controllers: [BooksController] })
class BooksModule {}

/** A service of three routes, with everything the kit gives it. */
export function sampleOptions(changes: Partial<ServiceOptions> = {}): ServiceOptions {
  return {
    name: 'book-lending',
    title: 'Book lending',
    module: BooksModule,
    http: { host: '127.0.0.1', port: 0, rateLimitPerMinute: 1000 },
    log: { level: 'silent' },
    ...changes,
  };
}

export function startSampleApp(changes: Partial<ServiceOptions> = {}): Promise<NestFastifyApplication> {
  return createApp(sampleOptions(changes));
}
