import { DomainError, type Fault } from '@capdev/service-kit/problems';

/** The file as a whole cannot be read, or does not fit what reads it. Nothing of it may be written. */
export class ImportUnreadable extends DomainError {
  /**
   * @param sentence what is wrong, at which line or byte, and how to mend it
   * @param faults every place to mend, when there are several
   */
  constructor(sentence: string, faults: readonly Fault[] = []) {
    super('invalid', 'import-unreadable', sentence, faults);
  }
}
