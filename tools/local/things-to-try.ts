import type { Service } from './services.js';

/** What somebody who has just started the system can do next; printed below the table of services. */
export function thingsToTry(services: Service[]): string[] {
  const addressOf = (slug: string): string | undefined => {
    const port = services.find((service) => service.slug === slug)?.port;
    return port === undefined ? undefined : `http://127.0.0.1:${port}`;
  };
  const token = (role: string): string => `-H "Authorization: Bearer $(npm run -s token -- --role ${role} --unit BDT)"`;
  const [catalogue, roadmap] = [addressOf('catalogue'), addressOf('roadmap')];
  const things = [
    ...(catalogue ? [`curl -s '${catalogue}/search?q=gestion+du+spektre' -H 'Accept-Language: fr'`] : []),
    ...(roadmap ? [`curl -s '${roadmap}/schedule' ${token('viewer')}`] : []),
    ...(catalogue ? ['npm run demo'] : []),
    ...(catalogue ? [`curl -s '${catalogue}/providers' ${token('editor')}`] : []),
    ...(roadmap ? [`curl -s '${roadmap}/recommendations' -H 'Accept-Language: fr'`] : []),
  ];
  const address = `http://127.0.0.1:${services[0]?.port}`;
  return [
    ...things,
    `curl -s '${address}/openapi.json'`,
    `curl -s '${address}/asyncapi.json'`,
    'npm run -s token -- --role editor --unit BDT',
  ].slice(0, 3);
}
