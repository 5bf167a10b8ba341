# Every variable the service reads, with an example of each; src/config.ts says what they mean and checks them.
HOST=127.0.0.1
PORT={{port}}
MANAGEMENT_PORT={{managementPort}}
MANAGEMENT_HOST=127.0.0.1
LOG_LEVEL=info

# Where readers reach this service; each event says with it where its schema is served.
PUBLIC_URL=http://127.0.0.1:{{port}}

# The running role reads and writes rows; the owner role, which only `migrate` needs, changes the schema.
DATABASE_URL=postgres://{{slug}}_app:password@localhost:5432/{{slug}}
MIGRATION_DATABASE_URL=postgres://{{slug}}_owner:password@localhost:5432/{{slug}}
DATABASE_POOL_SIZE=10

KAFKA_BROKERS=localhost:9092
# Encrypted: true, or a file with the authorities (PEM) that the brokers' certificates are checked against.
KAFKA_TLS=false
KAFKA_TLS_CA=
# Files (PEM), for brokers that ask for a client certificate.
KAFKA_TLS_CERTIFICATE=
KAFKA_TLS_KEY=
# A login: plain (with TLS only), scram-sha-256 or scram-sha-512; all three or none.
KAFKA_SASL_MECHANISM=
KAFKA_SASL_USERNAME=
KAFKA_SASL_PASSWORD=
# false: another process sends what this one announces (node main.js relay)
OUTBOX_RELAY=true
# block or skip the later announcements of a key of which Kafka will never take one
OUTBOX_REFUSED=block

ACCESS_ISSUER=http://localhost:3009
ACCESS_AUDIENCE=capdev
ACCESS_JWKS_URL=http://localhost:3009/.well-known/jwks.json

RATE_LIMIT_PER_MINUTE=600
BODY_LIMIT_BYTES=1048576
# Proxies whose X-Forwarded-For is believed; leave empty when there is none.
TRUSTED_PROXIES=

# Without a collector no traces are sent; with one, this share of those begun here.
OTEL_EXPORTER_OTLP_ENDPOINT=
OTEL_TRACES_SAMPLER_ARG=0.1
