import { Injectable } from '@nestjs/common';
import type { Caller } from '@capdev/access';
import { DomainError } from '@capdev/service-kit/problems';
import { CoursesService } from '../courses/courses.service.js';
import { ImportMissingQuery } from './import-missing.query.js';
import type { MissingRetirementInput, MissingRetirementResponse } from './imports.dto.js';

/** Retires what has gone from a source, and only what a person names. */
@Injectable()
export class ImportMissingService {
  constructor(
    private readonly missing: ImportMissingQuery,
    private readonly courses: CoursesService,
  ) {}

  async retire(
    id: string,
    { courseIds, reason }: MissingRetirementInput,
    caller: Caller,
  ): Promise<MissingRetirementResponse> {
    const ids = courseIds.map((one) => one.toLowerCase());
    const found = new Set((await this.missing.among(id, ids, caller)).map(({ courseId }) => courseId));
    const retired: string[] = [];
    const left: { courseId: string; reason: string }[] = [];
    for (const courseId of ids) {
      const refusal = found.has(courseId)
        ? await this.refusalOf(courseId, reason, caller)
        : 'It is not among those that are missing.';
      if (refusal === undefined) retired.push(courseId);
      else left.push({ courseId, reason: refusal });
    }
    return { retired, left };
  }

  private async refusalOf(
    courseId: string,
    reason: string | null | undefined,
    caller: Caller,
  ): Promise<string | undefined> {
    try {
      await this.courses.retire(courseId, { reason: reason ?? 'Its source no longer has it.' }, undefined, caller);
      return undefined;
    } catch (error) {
      if (!(error instanceof DomainError) || error.kind === 'unavailable') throw error;
      return error.message;
    }
  }
}
