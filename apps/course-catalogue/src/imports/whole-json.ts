import { ImportUnreadable } from '@capdev/service-frame/csv';

/** A list in JSON is one value: it can only be read when it is there to its last bracket. */
export const longestWhole = 50 * 1024 * 1024;

/**
 * @returns the value of a whole file of JSON
 * @throws ImportUnreadable when it is too long or no JSON, naming the line
 */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new ImportUnreadable(`The file is not sound JSON${place(error.message, text)}: mend it or export it again.`);
  }
}

/** The pieces of a text together. */
export async function wholeText(pieces: AsyncIterable<string>): Promise<string> {
  const found: string[] = [];
  let length = 0;
  for await (const piece of pieces) {
    length += piece.length;
    if (length > longestWhole) {
      throw new ImportUnreadable(
        `The file is longer than ${longestWhole / 1024 / 1024} MB: split it and import the parts.`,
      );
    }
    found.push(piece);
  }
  return found.join('');
}

function place(message: string, text: string): string {
  const position = /position (\d+)/.exec(message)?.[1];
  if (position !== undefined) return `; the fault shows in line ${text.slice(0, Number(position)).split('\n').length}`;
  return /end of JSON/.test(message) ? '; it ends in the middle' : '';
}
