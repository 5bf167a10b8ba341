export declare function given<Given>(): Given;
// Each names its own request; what is asked for is checked where the asking is (see programs.ts).
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export declare function answer(works: Readonly<Record<string, (request: any) => unknown>>): void;
export declare function now(): number;
export declare function noticed(
  what: string,
  isTrue: () => boolean | Promise<boolean>,
  deadlineMs?: number,
): Promise<number>;
export declare function paced(
  pace: { readonly count: number; readonly perSecond: number },
  begin: (index: number) => Promise<unknown>,
): Promise<number[]>;
