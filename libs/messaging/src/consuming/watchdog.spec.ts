import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Watchdog } from './watchdog.js';

describe('the watchdog of a consumer', () => {
  let told: string[];
  let reading: boolean;
  let dog: Watchdog;

  beforeEach(() => {
    jest.useFakeTimers();
    told = [];
    reading = true;
    dog = new Watchdog(60_000, {
      isReading: () => reading,
      stalled: (who, seconds) => told.push(`${who} ${seconds}`),
      moves: () => told.push('moves'),
      hopeless: (seconds) => told.push(`hopeless ${seconds}`),
    });
    dog.start();
  });
  afterEach(() => {
    dog.stop();
    jest.useRealTimers();
  });

  const pass = (seconds: number) => jest.advanceTimersByTime(seconds * 1_000);

  it('is content while Kafka answers, however little it has', () => {
    for (let second = 0; second < 1_000; second += 5) {
      dog.fetched();
      pass(5);
    }
    expect(told).toEqual([]);
  });

  it('has the reader opened again that gets no answers, each minute, and gives up after five', () => {
    pass(59);
    expect(dog.isStalled).toBe(false);
    pass(2);
    expect(dog.isStalled).toBe(true);
    pass(235);
    expect(told).toEqual(['reader 60', 'reader 120', 'reader 180', 'reader 240']);
    pass(6);
    expect(told.at(-1)).toBe('hopeless 300');
  });

  it('is told of an answer, and says that it moves again', () => {
    pass(61);
    dog.fetched();
    pass(4);
    expect(told).toEqual(['reader 60', 'moves']);
    expect(dog.isStalled).toBe(false);
  });

  it('never gives up while there is no reader: Kafka is away', () => {
    pass(61);
    reading = false;
    pass(10_000);
    expect(told).toEqual(['reader 60']);
  });

  it('notices a handler that does not end, even while others do', () => {
    const stuck = {};
    dog.works(stuck);
    for (let second = 0; second < 297; second += 3) {
      const other = {};
      dog.works(other);
      dog.ends(other);
      pass(3);
    }
    expect(told).toEqual(['handler 60', 'handler 120', 'handler 180', 'handler 240']);
    pass(4);
    expect(told.at(-1)).toBe('hopeless 300');
  });

  it('is content with a handler that comes a step further now and then', () => {
    const slow = {};
    for (let minute = 0; minute < 30; minute += 1) {
      dog.works(slow);
      pass(50);
    }
    dog.ends(slow);
    pass(50);
    expect(told).toEqual([]);
  });

  it('does not count the time in which the whole process was frozen', () => {
    dog.works({});
    pass(30);
    jest.setSystemTime(Date.now() + 3_600_000);
    pass(20);
    expect(told).toEqual([]);
  });
});
