import {
  Catch,
  Controller,
  Get,
  Injectable,
  Module,
  type ArgumentsHost,
  type ExceptionFilter,
  type Type,
} from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { DomainError, problemOf } from '@capdev/service-kit/problems';
import {
  AccessModule,
  AccessPolicy,
  CurrentCaller,
  defineRoles,
  Public,
  Requires,
  type AccessOptions,
  type Caller,
  type PermissionOf,
} from '../src/index.js';

export const roles = defineRoles({
  editor: { label: 'Edits the courses of their own unit', permissions: ['course:edit'], scope: 'own-unit' },
  publisher: { label: 'Publishes any course', permissions: ['course:edit', 'course:publish'], scope: 'any-unit' },
});
type Permission = PermissionOf<typeof roles>;

/** A course of the BR, and who was seen asking for it. */
@Injectable()
class Courses {
  readonly seen: (Caller | undefined)[] = [];
  constructor(private readonly policy: AccessPolicy<Permission>) {}

  read(caller: Caller | undefined) {
    this.seen.push(caller);
    return { caller: caller ?? null };
  }

  edit(caller: Caller, unit: string) {
    this.policy.demand(caller, 'course:edit', unit);
    return this.read(caller);
  }
}

@Controller('courses')
@Requires<Permission>('course:publish')
class CoursesController {
  constructor(private readonly courses: Courses) {}

  @Get('public')
  @Public()
  public(@CurrentCaller() caller?: Caller) {
    return this.courses.read(caller);
  }

  @Get('of-br')
  @Requires<Permission>('course:edit')
  editOfBr(@CurrentCaller() caller: Caller) {
    return this.courses.edit(caller, 'BR');
  }

  @Get('published')
  publish(@CurrentCaller() caller: Caller) {
    return this.courses.read(caller);
  }
}

/** The service kit's filter in three lines: this library may not depend on more than its problems. */
@Catch(DomainError)
class Problems implements ExceptionFilter {
  catch(error: DomainError, host: ArgumentsHost) {
    const problem = problemOf(error);
    host.switchToHttp().getResponse().status(problem.status).headers(error.headers).send(problem);
  }
}

/** Boots a small real service that guards its routes with the library. */
export async function bootSmallApp(options: Omit<AccessOptions, 'roles'>, controllers: Type[] = [CoursesController]) {
  @Module({ imports: [AccessModule.forRoot({ ...options, roles })], controllers, providers: [Courses] })
  class SmallApp {}

  const app = await NestFactory.create<NestFastifyApplication>(SmallApp, new FastifyAdapter(), {
    logger: false,
    abortOnError: false,
  });
  app.useGlobalFilters(new Problems());
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  const get = async (path: string, token?: string) => {
    const headers = token === undefined ? {} : { authorization: token.includes(' ') ? token : `Bearer ${token}` };
    const answer = await app.inject({ method: 'GET', url: `/courses/${path}`, headers });
    return { status: answer.statusCode, headers: answer.headers, body: answer.json(), text: answer.body };
  };
  return { get, seen: app.get(Courses).seen, close: () => app.close() };
}
