import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { calendarDaysBetween, dayNumber, dayOfNumber, daysAfter, WorkingCalendar } from './working-days.js';

const days = fc.integer({ min: dayNumber('1990-01-01'), max: dayNumber('2199-12-31') });
const calendars = fc
  .record({
    weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
    daysOff: fc.uniqueArray(days.map(dayOfNumber), { maxLength: 60 }),
  })
  .map((week) => ({ ...week, calendar: new WorkingCalendar(week) }));

describe('the number of a day', () => {
  it.each([
    ['1969-12-29', 0],
    ['1970-01-01', 3],
    ['2000-02-29', 11_019],
    ['2000-03-01', 11_020],
    ['2026-11-24', 20_784],
  ])('of %s is %i', (day, number) => {
    expect([dayNumber(day), dayOfNumber(number)]).toEqual([number, day]);
  });

  it('is what Date makes of every day of two centuries', () => {
    const first = dayNumber('1990-01-01');
    for (let at = 0, time = Date.UTC(1990, 0, 1); time <= Date.UTC(2199, 11, 31); at++, time += 86_400_000) {
      if (dayNumber(new Date(time).toISOString().slice(0, 10)) !== first + at) throw new Error(`day ${at} is wrong`);
    }
    expect(calendarDaysBetween('2027-03-10', '2027-02-28')).toBe(-10);
    expect(daysAfter('2027-12-31', 60)).toBe('2028-02-29');
  });
});

describe('a working calendar', () => {
  const calendar = new WorkingCalendar({
    weekdays: [1, 2, 3, 4, 5],
    daysOff: ['2027-01-01', '2027-01-02', '2027-01-06', '2027-01-01'],
  });

  // Thu 31 Dec, (Fri 1 off), (Sat 2, off as well), (Sun 3), Mon 4, Tue 5, (Wed 6 off), Thu 7
  it.each([
    ['2026-12-31', '2026-12-31', 1],
    ['2027-01-01', '2027-01-03', 0],
    ['2026-12-31', '2027-01-04', 2],
    ['2026-12-31', '2027-01-07', 4],
    ['2027-01-07', '2027-01-04', -1],
  ])('has from %s to %s %i working days', (from, to, count) => {
    expect(calendar.duration(from, to)).toBe(count);
  });

  it('has nothing between the end of one working day and the beginning of the next', () => {
    expect(calendar.boundaryAfter(dayNumber('2026-12-31'))).toBe(calendar.boundaryBefore(dayNumber('2027-01-04')));
    expect(calendar.variance('2026-12-31', '2027-01-04')).toBe(1);
    expect(calendar.isWorked('2027-01-06')).toBe(false);
  });

  it('counts as somebody does who walks from day to day', () => {
    fc.assert(
      fc.property(calendars, days, fc.integer({ min: 0, max: 800 }), ({ calendar, weekdays, daysOff }, from, more) => {
        let walked = 0;
        for (let day = from; day <= from + more; day++) {
          const weekday = new Date(`${dayOfNumber(day)}T00:00:00Z`).getUTCDay() || 7;
          if (weekdays.includes(weekday) && !daysOff.includes(dayOfNumber(day))) walked += 1;
        }
        expect(calendar.duration(dayOfNumber(from), dayOfNumber(from + more))).toBe(walked);
      }),
    );
  });

  it('finds the day of every boundary again', () => {
    fc.assert(
      fc.property(calendars, days, ({ calendar }, day) => {
        const boundary = calendar.boundaryBefore(day);
        const found = calendar.dayFrom(boundary);
        expect(found).toBeGreaterThanOrEqual(day);
        expect(calendar.isWorked(dayOfNumber(found))).toBe(true);
        expect(calendar.boundaryBefore(found)).toBe(boundary);
        expect(calendar.dayUntil(calendar.boundaryAfter(found))).toBe(found);
      }),
    );
  });

  it('without a working day is none', () => {
    expect(() => new WorkingCalendar({ weekdays: [], daysOff: [] })).toThrow(RangeError);
  });
});
