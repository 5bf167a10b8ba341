import type { Service } from './services.js';

/** What somebody who has just started the system can do next; printed below the table of services. */
export function thingsToTry(services: Service[]): string[] {
  const address = `http://127.0.0.1:${services.find(({ slug }) => slug === 'catalogue')?.port ?? services[0]?.port}`;
  return [
    `curl -s '${address}/search?q=gestion+du+spektre' -H 'Accept-Language: fr'`,
    `curl -s '${address}/providers' -H "Authorization: Bearer $(npm run -s token -- --role editor --unit BDT)"`,
    'npm run demo',
  ];
}
