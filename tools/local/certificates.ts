// Certificates to throw away, for tests that speak TLS: made with the JDK's keytool, because Node can make keys and no certificates.
import { execFile } from 'node:child_process';
import { createPrivateKey } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { requireJava } from './java.js';

/** Certificate and key, signed by itself. */
export interface Certificate {
  /** With the key, for Java. */
  readonly keystore: string;
  readonly password: string;
  /** PEM: for whoever is to trust it, and to show it. */
  readonly certificate: string;
  readonly key: string;
}

/** Makes a certificate for a name that is also valid for 127.0.0.1 and localhost; its files begin with that name. */
export async function makeCertificate(folder: string, name: string): Promise<Certificate> {
  const java = requireJava();
  const keytool = java === 'java' ? 'keytool' : join(dirname(java), 'keytool');
  mkdirSync(folder, { recursive: true });
  const files = ['p12', 'pem', 'key.pem'].map((ending) => join(folder, `${name}.${ending}`));
  const [keystore, certificate, key] = files as [string, string, string];
  const password = 'throw-away';
  const store = ['-keystore', keystore, '-storetype', 'PKCS12', '-storepass', password, '-alias', name];
  const run = async (...args: string[]) => promisify(execFile)(keytool, args);
  const names = ['-dname', `CN=${name}`, '-ext', 'SAN=ip:127.0.0.1,dns:localhost'];
  await run('-genkeypair', '-keyalg', 'EC', '-groupname', 'secp256r1', '-validity', '2', ...names, ...store);
  await run('-exportcert', '-rfc', '-file', certificate, ...store);
  writeFileSync(key, keyOf(readFileSync(keystore), password), { mode: 0o600 });
  return { keystore, password, certificate, key };
}

// pkcs8ShroudedKeyBag (RFC 7292): after its name comes, in a tag of its own, the encrypted key that Node can read.
const keyBag = Buffer.from('060b2a864886f70d010c0a0102', 'hex');

function keyOf(pkcs12: Buffer, passphrase: string): string {
  const tagged = pkcs12.subarray(pkcs12.indexOf(keyBag) + keyBag.length);
  const lengthBytes = tagged[1]! < 0x80 ? 0 : tagged[1]! & 0x7f;
  const length = lengthBytes === 0 ? tagged[1]! : tagged.readUIntBE(2, lengthBytes);
  const key = tagged.subarray(2 + lengthBytes, 2 + lengthBytes + length);
  return createPrivateKey({ key, format: 'der', type: 'pkcs8', passphrase })
    .export({ format: 'pem', type: 'pkcs8' })
    .toString();
}
