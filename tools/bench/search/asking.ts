/** A page of the service's results, as far as measuring looks at it. */
export interface FoundPage {
  readonly total: number;
  readonly items: readonly { readonly id: string; readonly code: string }[];
  readonly next: string | null;
  /** How generously the question was read; nothing without one, and of the opponent. */
  readonly understood?: { readonly reading: string } | null;
  readonly facets: Readonly<Record<string, readonly { readonly code: string; readonly count: number }[]>>;
}

/** The address of a search; the same for both servers. */
export function searchPath(parameters: Readonly<Record<string, string>>): string {
  return `/search?${new URLSearchParams(parameters).toString()}`;
}

export async function search(
  url: string,
  language: string,
  parameters: Readonly<Record<string, string>>,
): Promise<FoundPage> {
  return answered<FoundPage>(`${url}${searchPath(parameters)}`, language);
}

/** Everything that the service finds, page after page. */
export async function foundBy(
  url: string,
  language: string,
  parameters: Readonly<Record<string, string>>,
): Promise<{ readonly ids: ReadonlySet<string>; readonly reading: string | undefined }> {
  const ids = new Set<string>();
  let reading: string | undefined;
  let path: string | null = searchPath({ ...parameters, limit: '100', facets: 'none' });
  let total = 0;
  while (path !== null) {
    const page: FoundPage = await answered<FoundPage>(`${url}${path}`, language);
    for (const { id } of page.items) ids.add(id);
    ({ total, next: path } = page);
    reading = page.understood?.reading;
  }
  if (ids.size !== total)
    throw new Error(`${JSON.stringify(parameters)} finds ${total} courses, and its pages have ${ids.size}.`);
  return { ids, reading };
}

export async function answered<Body>(address: string, language: string): Promise<Body> {
  const response = await fetch(address, { headers: { 'accept-language': language } }).catch((error: Error) => {
    throw new Error(`${address} does not answer`, { cause: error.cause ?? error });
  });
  if (!response.ok) throw new Error(`${address}: ${response.status} ${await response.text()}`);
  return (await response.json()) as Body;
}
