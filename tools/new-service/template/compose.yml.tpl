  {{name}}-migrate:
    image: capdev/{{name}}
    build: &{{slug}}-build
      context: .
      dockerfile: infra/service.Dockerfile
      args:
        SERVICE: {{name}}
    depends_on:
      provision-databases: { condition: service_completed_successfully }
    command: [migrate]
    environment:
      <<: &{{slug}}-environment
        PORT: '{{port}}'
        PUBLIC_URL: ${{{SLUG}}_PUBLIC_URL:-http://localhost:{{port}}}
        MANAGEMENT_PORT: '{{managementPort}}'
        DATABASE_URL: postgres://{{slug}}_app:${{{SLUG}}_APP_PASSWORD:?set a password for the role that runs {{slug}}}@postgres:5432/{{slug}}
        KAFKA_BROKERS: kafka:9092
        ACCESS_ISSUER: ${ACCESS_ISSUER:?set the issuer of access tokens}
        ACCESS_AUDIENCE: ${ACCESS_AUDIENCE:?set the audience that access tokens must name}
        ACCESS_JWKS_URL: ${ACCESS_JWKS_URL:?set the address of the public keys of the issuer}
        OTEL_EXPORTER_OTLP_ENDPOINT: ${OTEL_EXPORTER_OTLP_ENDPOINT:-}
      MIGRATION_DATABASE_URL: postgres://{{slug}}_owner:${{{SLUG}}_OWNER_PASSWORD:?set a password for the role that migrates {{slug}}}@postgres:5432/{{slug}}

  {{name}}:
    <<: *restart
    image: capdev/{{name}}
    build: *{{slug}}-build
    depends_on:
      {{name}}-migrate: { condition: service_completed_successfully }
      # Topics only: a service serves without Kafka, and sends what has happened once Kafka is there.
      provision-topics: { condition: service_completed_successfully }
    environment: *{{slug}}-environment
    ports:
      - '{{port}}:{{port}}'
    # Metrics are for the inner network.
    expose:
      - '{{managementPort}}'
    healthcheck:
      test:
        - CMD
        - node
        - --eval
        - >-
          fetch('http://127.0.0.1:{{port}}/health/ready')
          .then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))
      interval: 5s
      timeout: 4s
      retries: 12
      start_period: 10s
