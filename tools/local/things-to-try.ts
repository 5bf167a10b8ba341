import type { Service } from './services.js';

/** What somebody who has just started the system can do next; printed below the table of services. */
export function thingsToTry(services: Service[]): string[] {
  const catalogue = services.find(({ slug }) => slug === 'catalogue');
  const address = `http://127.0.0.1:${(catalogue ?? services[0])?.port}`;
  if (!catalogue) {
    return [
      `curl -s '${address}/openapi.json'`,
      `curl -s '${address}/asyncapi.json'`,
      'npm run -s token -- --role editor --unit BDT',
    ];
  }
  return [
    `curl -s '${address}/search?q=gestion+du+spektre' -H 'Accept-Language: fr'`,
    `curl -s '${address}/providers' -H "Authorization: Bearer $(npm run -s token -- --role editor --unit BDT)"`,
    'npm run demo',
  ];
}
