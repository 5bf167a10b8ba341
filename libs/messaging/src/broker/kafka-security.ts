import { readFileSync } from 'node:fs';
import { connect as connectPlain, isIP, type Socket } from 'node:net';
import { connect as connectTls, createSecureContext, type SecureContext } from 'node:tls';

/** How a login is proven. */
export type SaslMechanism = 'plain' | 'scram-sha-256' | 'scram-sha-512';

/** How a client speaks to Kafka and shows who it is; without anything, in clear and as nobody. */
export interface KafkaSecurity {
  /** Files in PEM. Without `authorities`, those that the system knows. */
  readonly tls?: {
    readonly authorities?: string | undefined;
    readonly certificate?: string | undefined;
    readonly key?: string | undefined;
  };
  readonly sasl?: { readonly mechanism: SaslMechanism; readonly username: string; readonly password: string };
}

/** Opens a connection to a broker: for the Kafka client, and for seeing whether somebody answers. */
export type OpenSocket = (to: { host: string; port: number; onConnect?: () => void }) => Socket;

const keepAlive = 60_000;

/**
 * The way to open connections. Certificates are read from their files at each new connection, so that a renewed one is
 * used without a restart; while a file cannot be read (it is being replaced), the last good ones serve.
 */
export function socketsFor(tls: KafkaSecurity['tls']): OpenSocket {
  const contextNow = tls && rereading(tls);
  return ({ host, port, onConnect }) => {
    const socket = contextNow
      ? connectTls(
          // A name is asked for in the handshake, an address is not (RFC 6066); both are compared with the certificate.
          { host, port, secureContext: contextNow(), ...(isIP(host) === 0 && { servername: host }) },
          onConnect,
        )
      : connectPlain({ host, port }, onConnect);
    return socket.setKeepAlive(true, keepAlive);
  };
}

function rereading({ authorities, certificate, key }: NonNullable<KafkaSecurity['tls']>): () => SecureContext {
  let last: { readonly files: readonly (string | undefined)[]; readonly context: SecureContext } | undefined;
  return () => {
    try {
      const files = [authorities, certificate, key].map((file) => file && readFileSync(file, 'utf8'));
      if (last === undefined || files.some((text, index) => text !== last?.files[index])) {
        const [ca, cert, privateKey] = files;
        const context = createSecureContext({
          ...(ca !== undefined && { ca }),
          ...(cert !== undefined && { cert }),
          ...(privateKey !== undefined && { key: privateKey }),
        });
        last = { files, context };
      }
    } catch (error) {
      if (last === undefined) throw error;
    }
    return last.context;
  };
}

// What Node and OpenSSL call a certificate that does not convince (node:tls, "X509 certificate error codes").
const unconvinced = /^(CERT_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|ERR_TLS_CERT|HOSTNAME_)/;

/** One sentence about why a connection cannot be had, with what to look at; never with a password. */
export function connectionTrouble(error: unknown, security: KafkaSecurity = {}): string {
  const { name, code, message } = firstCause(error);
  if (/SASL/.test(name)) {
    return `Kafka does not accept the login of "${security.sasl?.username}" (check KAFKA_SASL_USERNAME, KAFKA_SASL_PASSWORD and KAFKA_SASL_MECHANISM)`;
  }
  if (code !== undefined && unconvinced.test(code)) {
    return `The certificate of Kafka is not trusted, ${code} (check KAFKA_TLS_CA and the broker's certificate)`;
  }
  if (code === 'EPROTO' || code?.startsWith('ERR_SSL')) {
    return `Kafka and this service do not agree on TLS, ${code} (check KAFKA_TLS, KAFKA_TLS_CERTIFICATE and the broker's port)`;
  }
  return `Kafka cannot be reached${message ? ` (${message.trim()})` : ''}`;
}

/** The client wraps what has happened into what it did about it. */
function firstCause(error: unknown): { name: string; code?: string; message: string } {
  let at = error as Error & { code?: string; originalError?: unknown };
  for (let next = at; next instanceof Error; next = (next.cause ?? next.originalError) as typeof at) at = next;
  return at;
}
