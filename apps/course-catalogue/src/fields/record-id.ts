import type { PipeTransform } from '@nestjs/common';
import { DomainError } from '@capdev/service-kit/problems';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The identifier in an address: `@Param('id', RecordId)`. */
export class RecordId implements PipeTransform<string, string> {
  transform(value: string): string {
    if (uuid.test(value)) return value.toLowerCase();
    throw new DomainError('invalid', 'identifier-malformed', 'The address must hold an identifier (UUID).', [
      { pointer: 'id', detail: 'Not a UUID.' },
    ]);
  }
}
