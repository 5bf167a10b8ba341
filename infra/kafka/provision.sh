#!/bin/sh
# Creates the topics of topics.tsv that are missing, and with KAFKA_ACLS=true lets each service write its own topics only.
#   KAFKA_BROKERS=broker:9092 [KAFKA_ADMIN_CONFIG=admin.properties] [KAFKA_ACLS=true] infra/kafka/provision.sh
# Needs Kafka's own command-line programs, in KAFKA_BIN (the place in the apache/kafka image unless said otherwise).
set -eu

here=$(cd "$(dirname "$0")" && pwd)
bin=${KAFKA_BIN:-/opt/kafka/bin}
: "${KAFKA_BROKERS:?says where Kafka is, for example broker-1:9092,broker-2:9092}"
set -- --bootstrap-server "$KAFKA_BROKERS"
if [ -n "${KAFKA_ADMIN_CONFIG:-}" ]; then set -- "$@" --command-config "$KAFKA_ADMIN_CONFIG"; fi

grep -v '^#' "$here/topics.tsv" | while read -r name partitions retention; do
  "$bin/kafka-topics.sh" "$@" --create --if-not-exists --topic "$name" --partitions "$partitions" --config "retention.ms=$retention" </dev/null
done

[ "${KAFKA_ACLS:-false}" = true ] || exit 0

# The principal of a service is its name. An event is believed because nobody else may write its topic.
while read -r service slug; do
  acls() { "$bin/kafka-acls.sh" "$@" </dev/null; }
  acls "$@" --add --allow-principal "User:$service" --operation Write --operation Describe --topic "int.itu.$slug." --resource-pattern-type prefixed
  acls "$@" --add --allow-principal "User:$service" --operation Write --operation Describe --operation Read --topic "$service.dead-letter"
  acls "$@" --add --allow-principal "User:$service" --operation Read --operation Describe --topic int.itu. --resource-pattern-type prefixed
  acls "$@" --add --allow-principal "User:$service" --operation Read --group "$service" --resource-pattern-type prefixed
  acls "$@" --add --allow-principal "User:$service" --operation IdempotentWrite --cluster
done <"$here/principals.tsv"
