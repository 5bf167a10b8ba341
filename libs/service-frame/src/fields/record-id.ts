import type { PipeTransform } from '@nestjs/common';
import { isUuid } from '@capdev/persistence';
import { DomainError } from '@capdev/service-kit/problems';

/** The identifier in an address: `@Param('id', RecordId)`. */
export class RecordId implements PipeTransform<string, string> {
  transform(value: string): string {
    if (isUuid(value)) return value.toLowerCase();
    throw new DomainError('invalid', 'identifier-malformed', 'The address must hold an identifier (UUID).', [
      { pointer: 'id', detail: 'Not a UUID.' },
    ]);
  }
}
