import { Controller, Get } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Public, Requires, type AccessOptions } from '../src/index.js';
import { startTestIssuer, type TestIssuer } from '../testing/index.js';
import { bootSmallApp } from './small-app.js';

let issuer: TestIssuer;
let app: Awaited<ReturnType<typeof bootSmallApp>>;

beforeAll(async () => {
  issuer = await startTestIssuer();
  app = await bootSmallApp(issuer);
});
afterAll(async () => {
  await app.close();
  await issuer.close();
});

describe('a permission', () => {
  it('is given by any one of the roles', async () => {
    const token = await issuer.token({ unit: 'BDT', roles: ['visitor', 'publisher'] });
    expect((await app.get('published', token)).status).toBe(200);
  });

  it.each([[['editor']], [[]], [['unheard-of']], [['constructor', '__proto__']]])(
    'is not given by the roles %j, and the refusal names it',
    async (held) => {
      const { status, body } = await app.get('published', await issuer.token({ roles: held }));
      expect({ status, code: body.code }).toEqual({ status: 403, code: 'access-permission-missing' });
      expect(body.detail).toContain('course:publish');
    },
  );
});

describe('an editor', () => {
  it('may change a course of their own unit', async () => {
    expect((await app.get('of-br', await issuer.token({ unit: 'BR', roles: ['editor'] }))).status).toBe(200);
  });

  it("cannot change another unit's course, and the refusal names the permission and both units", async () => {
    const { status, body } = await app.get('of-br', await issuer.token({ unit: 'BDT', roles: ['editor'] }));
    expect({ status, code: body.code }).toEqual({ status: 403, code: 'access-other-unit' });
    for (const fact of ['course:edit', 'BR', 'BDT']) expect(body.detail).toContain(fact);
  });
});

describe('a role for any unit', () => {
  it("reaches another unit's course", async () => {
    expect((await app.get('of-br', await issuer.token({ unit: 'BDT', roles: ['publisher'] }))).status).toBe(200);
  });
});

describe('a service does not start', () => {
  it('with a route that says nothing about access, and names it', async () => {
    @Controller('plans')
    class PlansController {
      @Get(':id')
      read() {}
    }
    await expect(bootSmallApp(issuer, [PlansController])).rejects.toThrow(
      'PlansController.read (GET /plans/:id) has neither @Public() nor @Requires(permission)',
    );
  });

  it('with a permission that no role gives', async () => {
    @Controller('plans')
    class PlansController {
      @Get()
      @Requires('plan:raed')
      read() {}
    }
    await expect(bootSmallApp(issuer, [PlansController])).rejects.toThrow('requires plan:raed, which no role gives');
  });

  it('with a route that is both public and protected', () => {
    expect(() => {
      class PlansController {
        @Public()
        @Requires('course:edit')
        read() {}
      }
      return PlansController;
    }).toThrow('read has both @Public() and @Requires(): choose one.');
  });

  it.each(['none', 'HS256', 'HS512', 'dir'])('when the algorithm %s is allowed', async (algorithm) => {
    const algorithms = [algorithm] as unknown as AccessOptions['algorithms'];
    await expect(bootSmallApp({ ...issuer, algorithms })).rejects.toThrow(`not ${algorithm}`);
  });
});
