import { describe, expect, it } from '@jest/globals';
import { SnakeNamingStrategy } from './snake-naming.strategy.js';

describe('names in the database', () => {
  const naming = new SnakeNamingStrategy();

  it('are in snake case, tables in the singular', () => {
    expect(naming.tableName('CourseOffering', undefined)).toBe('course_offering');
    expect(naming.columnName('startsOn', undefined, [])).toBe('starts_on');
    expect(naming.columnName('amount', undefined, ['courseFee'])).toBe('course_fee_amount');
    expect(naming.primaryKeyName('course_offering')).toBe('pk_course_offering');
  });

  it('are left as they are when somebody chose them', () => {
    expect(naming.tableName('Course', 'catalogue_course')).toBe('catalogue_course');
    expect(naming.columnName('name', 'full_name', [])).toBe('full_name');
  });
});
