import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KafkaSecurity } from '../../libs/messaging/src/broker/kafka-security.js';
import type { Certificate } from './certificates.js';

/** A name and its password. */
export interface Login {
  readonly username: string;
  readonly password: string;
}

/** What makes a broker that takes nobody in clear or without a name, and allows nothing that no rule allows. */
export interface Secured {
  readonly certificate: Certificate;
  /** Whoever shows this certificate may come to {@link mutualPort}, where the certificate is the login. */
  readonly client: Certificate;
  readonly mutualPort: number;
  /** Whom no rule binds; there from the first start. */
  readonly admin: Login;
  /** Others who can log in from the first start, with `scram-sha-512`. */
  readonly users: readonly Login[];
  /** Somebody who may use the mechanism `plain`. */
  readonly plain: Login;
}

/** How the administrator speaks to it. */
export function adminSecurity({ admin, certificate }: Secured): KafkaSecurity {
  return { tls: { authorities: certificate.certificate }, sasl: { mechanism: 'scram-sha-512', ...admin } };
}

/** The same for Kafka's own programs: the text of a file for `KAFKA_ADMIN_CONFIG`. */
export function adminProperties({ admin, certificate }: Secured): string {
  return `security.protocol=SASL_SSL
sasl.mechanism=SCRAM-SHA-512
sasl.jaas.config=${scram(admin)}
ssl.truststore.type=PEM
ssl.truststore.location=${certificate.certificate}
`;
}

/** Options of `kafka-storage format`: who can log in before anybody could be added. */
export function securedFormat({ admin, users }: Secured): string[] {
  return [admin, ...users].flatMap(({ username, password }) => [
    '--add-scram',
    `SCRAM-SHA-512=[name=${username},password=${password}]`,
  ]);
}

/** Settings after, and so instead of, the usual ones. */
export function securedProperties(
  { certificate, client, mutualPort, admin, plain }: Secured,
  { folder, port, controllerPort }: { folder: string; port: number; controllerPort: number },
): string {
  const trusted = join(folder, 'trusted.pem');
  writeFileSync(trusted, [certificate, client].map((one) => readFileSync(one.certificate, 'utf8')).join('\n'));
  const listeners = `NAMED://127.0.0.1:${port},MUTUAL://127.0.0.1:${mutualPort},CONTROLLER://127.0.0.1:${controllerPort}`;
  return `listeners=${listeners}
advertised.listeners=${listeners}
listener.security.protocol.map=NAMED:SASL_SSL,MUTUAL:SSL,CONTROLLER:PLAINTEXT
inter.broker.listener.name=NAMED
sasl.enabled.mechanisms=SCRAM-SHA-512,SCRAM-SHA-256,PLAIN
sasl.mechanism.inter.broker.protocol=SCRAM-SHA-512
listener.name.named.scram-sha-512.sasl.jaas.config=${scram(admin)}
listener.name.named.scram-sha-256.sasl.jaas.config=${scram(admin)}
listener.name.named.plain.sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required user_${plain.username}="${plain.password}";
ssl.keystore.type=PKCS12
ssl.keystore.location=${certificate.keystore}
ssl.keystore.password=${certificate.password}
ssl.truststore.type=PEM
ssl.truststore.location=${trusted}
listener.name.mutual.ssl.client.auth=required
listener.name.mutual.ssl.principal.mapping.rules=RULE:^CN=([^,]+).*$/$1/,DEFAULT
authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer
# The controller's port is for the broker itself, and on this machine only.
super.users=User:${admin.username};User:ANONYMOUS
`;
}

function scram({ username, password }: Login): string {
  return `org.apache.kafka.common.security.scram.ScramLoginModule required username="${username}" password="${password}";`;
}
