# {{title}}

What this service is for, in one sentence that a bureau would say. Slug `{{slug}}`, port {{port}}, operators' port {{managementPort}}.

## Owns

| noun      | what it is                                    | states            |
| --------- | --------------------------------------------- | ----------------- |
| `notices` | a text for everybody, in up to twelve languages | draft → published |

Its database is `{{slug}}`: one table per noun, `history_entry`, `outbox_message`, `idempotency_record`, and what messaging keeps.

## Who may do what

`src/roles.ts` is the whole table. Published notices can be read by everybody. An _editor_ writes for the own unit, a _manager_
for every unit, a _viewer_ sees the drafts and histories of the own unit, an _operator_ reads every history and mends the bus
(`/bus/…`). Somebody else's draft is answered with 404.

## How to talk to it

`/docs` is the API page, `openapi.json` its committed source. What is the same everywhere:

- Lists take `limit` (1–100) and are followed by the path in `next`.
- Texts come in the language of `Accept-Language`, or whole with `?lang=*`: that is also the form for writing.
- Changing something needs the `ETag` that was read, as `If-Match`. `PATCH` is a JSON merge patch.
- Creating takes an `Idempotency-Key`; a repeat gets the first answer.
- `GET /{noun}/{id}/history` says who changed what, and when.

```sh
token=$(npm run -s token -- --role editor --unit BDT)
curl -s localhost:{{port}}/notices -H "Authorization: Bearer $token" -H 'Content-Type: application/json' -d '{
  "title": {"original": "en", "text": {"en": "Registration is open"}}}'
```

## Publishes

| topic                      | events                                   |
| -------------------------- | ---------------------------------------- |
| `int.itu.{{slug}}.notice` | published: nothing before publication    |

It carries the whole public snapshot, so nobody calls back, and no person. `GET /asyncapi.json` describes the events, `GET
/schemas/{type}` the data of one.

## Listens

To nobody yet.

## Runs alone

`npm start -- {{name}}`, or the built folder with plain `node main.js`: `migrate` (with the owner's role) first, then no
argument to serve; `openapi` prints the description of the API and needs nothing. `.env.example` names every variable. Without
Kafka it serves and writes, says _degraded_, and publishes later; without PostgreSQL it answers 503.

## Where to look

`src/<noun>/<noun>.entity.ts` holds the rules, `<noun>-status.ts` the states, `<noun>.events.ts` what is announced,
`<nouns>.service.ts` one transaction per use case, `<nouns>.query.ts` the SQL for reading. What every service has around its
nouns is in [`libs/service-frame`](../../libs/service-frame/README.md). `npm test -- apps/{{name}}`.
