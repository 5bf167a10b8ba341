import { describe, expect, it } from '@jest/globals';
import {
  IsArray,
  IsBoolean,
  IsIn,
  IsInstance,
  IsInt,
  IsOptional,
  IsString,
  Max,
  Min,
  MinLength,
} from 'class-validator';
import { configKeys, ConfigurationInvalid, Example, loadConfig } from './load-config.js';

class Config {
  @IsInt()
  @Min(1)
  @Max(65_535)
  @Example('3001')
  PORT = 3001;

  @IsString()
  @MinLength(1)
  @Example('postgres://service:secret@127.0.0.1:5432/service')
  DATABASE_URL!: string;

  @IsArray()
  @IsString({ each: true })
  KAFKA_BROKERS: string[] = ['127.0.0.1:9092'];

  @IsBoolean()
  LOCAL = false;

  @IsOptional()
  @IsInstance(URL)
  COLLECTOR?: URL;

  @IsIn(['debug', 'info'])
  LOG_LEVEL = 'info';
}

const needed = { DATABASE_URL: 'postgres://x' };

describe('a configuration', () => {
  it('is converted from text, and what is unset keeps its default', () => {
    const given = {
      ...needed,
      PORT: '4000',
      KAFKA_BROKERS: 'a:1, b:2,',
      LOCAL: 'true',
      COLLECTOR: 'http://c:4318',
      OTHER: 'x',
    };
    expect(loadConfig(Config, given)).toEqual({
      PORT: 4000,
      DATABASE_URL: 'postgres://x',
      KAFKA_BROKERS: ['a:1', 'b:2'],
      LOCAL: true,
      COLLECTOR: new URL('http://c:4318'),
      LOG_LEVEL: 'info',
    });
    expect(loadConfig(Config, { ...needed, PORT: '' })).toMatchObject({
      PORT: 3001,
      KAFKA_BROKERS: ['127.0.0.1:9092'],
    });
  });

  it('cannot be changed afterwards', () => {
    expect(Object.isFrozen(loadConfig(Config, needed))).toBe(true);
  });

  it('names every fault at once, with the variable and an example', () => {
    const wrong = { PORT: 'eighty', LOCAL: 'yes', COLLECTOR: 'nowhere', LOG_LEVEL: 'loud' };
    const load = () => loadConfig(Config, wrong);
    expect(load).toThrow(ConfigurationInvalid);
    expect(load).toThrow(
      [
        'The configuration is not valid:',
        '  - PORT must be a number (for example PORT=3001)',
        '  - LOCAL must be true or false',
        '  - COLLECTOR must be an address',
        '  - DATABASE_URL is not set (for example DATABASE_URL=postgres://service:secret@127.0.0.1:5432/service)',
        '  - LOG_LEVEL must be one of the following values: debug, info',
      ].join('\n'),
    );
  });

  it('never repeats a value that may be a secret', () => {
    class Keys {
      @MinLength(32)
      KEY!: string;
    }
    expect(() => loadConfig(Keys, { KEY: 'hunter2' })).toThrow(/^(?!.*hunter2)/s);
  });

  it('may take variables from a class that many services share, with their examples', () => {
    class Shared extends Config {
      @IsInt()
      @Example('5')
      WORKERS!: number;
    }
    expect(loadConfig(Shared, { ...needed, WORKERS: '3', PORT: '8' })).toMatchObject({ WORKERS: 3, PORT: 8 });
    expect(() => loadConfig(Shared, { ...needed, WORKERS: 'x', PORT: '0' })).toThrow(
      /WORKERS must be a number \(for example WORKERS=5\)[^]*PORT [^]*\(for example PORT=3001\)/,
    );
  });

  it('tells its variables, for comparing with .env.example', () => {
    expect(configKeys(Config)).toEqual(['PORT', 'DATABASE_URL', 'KAFKA_BROKERS', 'LOCAL', 'COLLECTOR', 'LOG_LEVEL']);
  });

  it('may extend another one, whose variables and faults are named first', () => {
    class Extended extends Config {
      @IsInt()
      @Max(100)
      PER_CENT = 50;

      @Example('3002')
      override PORT = 3002;
    }
    expect(loadConfig(Extended, needed)).toMatchObject({ PORT: 3002, PER_CENT: 50 });
    expect(configKeys(Extended)).toEqual([...configKeys(Config), 'PER_CENT']);
    expect(() => loadConfig(Extended, { PORT: '0', PER_CENT: '101' })).toThrow(
      /PORT=3002[^]*DATABASE_URL is not set[^]*PER_CENT must not/,
    );
  });
});
