// A service as its own process, for the tests of starting and ending. `SAMPLE` says, as JSON, how it misbehaves.
import { Controller, Get, Module } from '@nestjs/common';
import { bootstrapService, type ServiceOptions } from '../../src/index.js';

interface Behaviour {
  readonly port: number;
  readonly managementPort?: number;
  readonly refuses?: string;
}

const behaviour = JSON.parse(process.env['SAMPLE'] ?? '{}') as Behaviour;

@Controller()
class SampleController {
  @Get('slow')
  async slow(): Promise<object> {
    process.stdout.write('slow begins\n');
    await new Promise((resolve) => setTimeout(resolve, 500));
    return { answered: true };
  }

  @Get('reject')
  reject(): object {
    void Promise.reject(new Error('nobody waits for this'));
    return {};
  }
}

@Module({ controllers: [SampleController] })
class SampleModule {
  onApplicationShutdown(): void {
    process.stdout.write('hook ran\n');
  }
}

const sampleOptions = (): ServiceOptions => {
  if (behaviour.refuses) throw new Error(behaviour.refuses);
  return {
    name: 'sample',
    title: 'Sample',
    module: SampleModule,
    http: {
      host: '127.0.0.1',
      port: behaviour.port,
      managementPort: behaviour.managementPort,
      rateLimitPerMinute: 1000,
    },
    log: { level: 'info' },
    microservices: () => [
      { listen: () => undefined, close: () => undefined }, // a broker that never answers
      { listen: () => Promise.reject(new Error('broker away')), close: () => undefined },
    ],
    readings: () => [
      { name: 'outbox_pending', help: 'Rows that wait', type: 'gauge', value: 7, labels: { lane: '0' } },
    ],
    commands: { migrate: () => Promise.resolve(void process.stdout.write('migrated\n')) },
    processes: {
      part: () => ({ ...sampleOptions(), name: 'part', http: { ...sampleOptions().http, port: undefined } }),
    },
  };
};
await bootstrapService(sampleOptions, process.argv.slice(2));
