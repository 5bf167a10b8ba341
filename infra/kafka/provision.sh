#!/bin/sh
# Creates the topics of topics.tsv that are missing, says what is different in those that exist, and with KAFKA_ACLS=true lets
# each service write its own topics only. It changes no topic that exists, and ends with 1 when one is not as it should be.
#   KAFKA_BROKERS=broker:9092 KAFKA_REPLICATION=3 infra/kafka/provision.sh
# Also: KAFKA_MIN_INSYNC_REPLICAS (one less than KAFKA_REPLICATION unless said), KAFKA_ADMIN_CONFIG=admin.properties, KAFKA_ACLS.
# Needs Kafka's own command-line programs, in KAFKA_BIN (the place in the apache/kafka image unless said otherwise).
set -eu

here=$(cd "$(dirname "$0")" && pwd)
bin=${KAFKA_BIN:-/opt/kafka/bin}
: "${KAFKA_BROKERS:?says where Kafka is, for example broker-1:9092,broker-2:9092}"
: "${KAFKA_REPLICATION:?says on how many brokers each topic is kept: 3, or 1 where there is only one}"

number() { case $2 in '' | 0* | *[!0-9]*) echo "$1 must be a number of at least 1, not \"$2\"." >&2; exit 2 ;; esac; }
number KAFKA_REPLICATION "$KAFKA_REPLICATION"
fewest=${KAFKA_MIN_INSYNC_REPLICAS:-$((KAFKA_REPLICATION > 1 ? KAFKA_REPLICATION - 1 : 1))}
number KAFKA_MIN_INSYNC_REPLICAS "$fewest"
if [ "$fewest" -gt "$KAFKA_REPLICATION" ]; then
  echo "KAFKA_MIN_INSYNC_REPLICAS=$fewest is more than KAFKA_REPLICATION=$KAFKA_REPLICATION: nothing could ever be written." >&2
  exit 2
fi

set -- --bootstrap-server "$KAFKA_BROKERS"
if [ -n "${KAFKA_ADMIN_CONFIG:-}" ]; then set -- "$@" --command-config "$KAFKA_ADMIN_CONFIG"; fi

topics=$(grep -v '^#' "$here/topics.tsv")
existing=$("$bin/kafka-topics.sh" "$@" --list </dev/null)
faults=0
created=0

# What is said of a topic when it is created. The last two are what Kafka does unless a cluster's own settings say otherwise.
settings() { # retention, largest batch
  printf 'retention.ms=%s\nmax.message.bytes=%s\nmin.insync.replicas=%s\ncleanup.policy=delete\nretention.bytes=-1\n' "$1" "$2" "$fewest"
}

while read -r name partitions retention largest; do
  if printf '%s\n' "$existing" | grep -qxF "$name"; then continue; fi
  options=$(settings "$retention" "$largest" | sed 's/^/--config /')
  # shellcheck disable=SC2086 # one word for each option
  if "$bin/kafka-topics.sh" "$@" --create --topic "$name" --partitions "$partitions" \
    --replication-factor "$KAFKA_REPLICATION" $options </dev/null >/dev/null; then
    echo "$name is new."
    created=$((created + 1))
  else
    echo "$name could not be created." >&2
    faults=$((faults + 1))
  fi
done <<EOF
$topics
EOF

# What differs, one sentence each. A setting that is not shown has Kafka's own default.
differences() { # name, partitions, wanted settings
  wanted=$3 awk -F '\t' -v name="$1" -v partitions="$2" -v copies="$KAFKA_REPLICATION" '
    BEGIN {
      split("retention.ms=604800000 max.message.bytes=1048588 min.insync.replicas=1 cleanup.policy=delete retention.bytes=-1", usual, " ")
      for (i in usual) { eq = index(usual[i], "="); has[substr(usual[i], 1, eq - 1)] = substr(usual[i], eq + 1) }
    }
    $1 == "Topic: " name && $3 ~ /^PartitionCount: / {
      sub(/^PartitionCount: /, "", $3); sub(/^ReplicationFactor: /, "", $4); sub(/^Configs: /, "", $5)
      count = split($5, shown, ",")
      for (i = 1; i <= count; i++) {
        eq = index(shown[i], "=")
        if (eq == 0) has[last] = has[last] "," shown[i]
        else { last = substr(shown[i], 1, eq - 1); has[last] = substr(shown[i], eq + 1) }
      }
      if ($3 != partitions)
        print name " has " $3 " partitions and should have " partitions ". It was left alone: with another number a key moves to another partition, and its events lose their order (docs/how-to/deploy-a-service.md)."
      if ($4 != copies)
        print name " is kept on " $4 " brokers and should be kept on " copies ": kafka-reassign-partitions.sh moves it."
      count = split(ENVIRON["wanted"], settings, "\n")
      for (i = 1; i <= count; i++) {
        eq = index(settings[i], "="); key = substr(settings[i], 1, eq - 1); value = substr(settings[i], eq + 1)
        if (eq > 0 && has[key] != value)
          print name " has " key "=" has[key] " and should have " value ": kafka-configs.sh --alter --entity-type topics --entity-name " name " --add-config " key "=" value
      }
    }'
}

described=$("$bin/kafka-topics.sh" "$@" --describe </dev/null)
while read -r name partitions retention largest; do
  found=$(printf '%s\n' "$described" | differences "$name" "$partitions" "$(settings "$retention" "$largest")")
  if [ -z "$found" ]; then continue; fi
  printf '%s\n' "$found" >&2
  faults=$((faults + $(printf '%s\n' "$found" | wc -l)))
done <<EOF
$topics
EOF

# The principal of a service is its name. An event is believed because nobody else may write its topic.
strangers() { # service, slug: who else may write what is its
  awk -v own="User:$1" -v mine="int.itu.$2." -v letters="$1.dead-letter" '
    function within(a, b) { return substr(a, 1, length(b)) == b }
    /resourceType=/ {
      topic = /resourceType=TOPIC/; match($0, /name=[^,]*/); name = substr($0, RSTART + 5, RLENGTH - 5)
      prefixed = /patternType=PREFIXED/
      covers = topic && (name == "*" || within(name, mine) || name == letters || (prefixed && (within(mine, name) || within(letters, name))))
    }
    covers && /permissionType=ALLOW/ && /operation=(WRITE|ALL|ALTER|ALTER_CONFIGS|DELETE|CREATE)[,)]/ {
      match($0, /principal=[^,]*/); who = substr($0, RSTART + 10, RLENGTH - 10)
      match($0, /operation=[A-Z_]*/); may = substr($0, RSTART + 10, RLENGTH - 10)
      if (who != own || may != "WRITE")
        print who " is allowed " may " on " (prefixed ? "topics that begin with " : "") name ", where only " own " may WRITE: kafka-acls.sh --remove takes it away."
    }'
}

if [ "${KAFKA_ACLS:-false}" = true ]; then
  allow() { "$bin/kafka-acls.sh" "$@" </dev/null >/dev/null; }
  while read -r service slug; do
    allow "$@" --add --allow-principal "User:$service" --operation Write --operation Describe --topic "int.itu.$slug." --resource-pattern-type prefixed
    allow "$@" --add --allow-principal "User:$service" --operation Write --operation Describe --operation Read --topic "$service.dead-letter"
    allow "$@" --add --allow-principal "User:$service" --operation Read --operation Describe --topic int.itu. --resource-pattern-type prefixed
    allow "$@" --add --allow-principal "User:$service" --operation Read --group "$service"
    echo "$service may write int.itu.$slug.* and $service.dead-letter, and read int.itu.*."
  done <"$here/principals.tsv"
  rules=$("$bin/kafka-acls.sh" "$@" --list </dev/null)
  while read -r service slug; do
    found=$(printf '%s\n' "$rules" | strangers "$service" "$slug")
    if [ -z "$found" ]; then continue; fi
    printf '%s\n' "$found" >&2
    faults=$((faults + $(printf '%s\n' "$found" | wc -l)))
  done <"$here/principals.tsv"
fi

if [ "$faults" -gt 0 ]; then
  echo "Not as it should be: $faults. Nothing that existed was changed." >&2
  exit 1
fi
echo "All topics are as they should be; $created new."
