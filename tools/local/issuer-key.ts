import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from 'jose';

/** The key pair of this machine's issuer. */
export interface IssuerKey {
  secret: JWK;
  /** What anybody may know. */
  published: JWK;
}

/** Reads the issuer's key, making one when there is none yet. Two programs that make one at once agree on the first. */
export async function issuerKey(folder: string): Promise<IssuerKey> {
  const file = join(folder, 'key.json');
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const { privateKey } = await generateKeyPair('ES256', { extractable: true });
    const jwk = await exportJWK(privateKey);
    const mine = `${file}.${process.pid}`;
    const made = { ...jwk, kid: await calculateJwkThumbprint(jwk), alg: 'ES256', use: 'sig' };
    writeFileSync(mine, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600 });
    try {
      linkSync(mine, file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    } finally {
      rmSync(mine);
    }
  }
  const secret = JSON.parse(readFileSync(file, 'utf8')) as JWK;
  const { kty, crv, x, y, kid, alg, use } = secret;
  return { secret, published: { kty, crv, x, y, kid, alg, use } as JWK };
}
