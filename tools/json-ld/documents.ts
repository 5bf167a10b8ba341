import { Halt } from '../local/say.js';

interface Part {
  readonly document: object;
  /** How many nodes of the graph, or documents. */
  readonly count: number;
}

const most = 50;

/**
 * The documents that a text holds, a large graph in parts: each of its nodes is checked by itself, so that nodes which
 * only together are whole have to be in one part.
 */
export function* documentsIn(name: string, text: string): Generator<Part> {
  const content = parsed(name, text);
  if (Array.isArray(content)) {
    for (const document of content) yield { document: document as object, count: 1 };
    return;
  }
  const { '@graph': graph, ...others } = content as { '@graph'?: unknown };
  if (!Array.isArray(graph)) yield { document: content, count: 1 };
  else
    for (let from = 0; from < graph.length; from += most) {
      const part = graph.slice(from, from + most);
      yield { document: { ...others, '@graph': part }, count: part.length };
    }
}

function parsed(name: string, text: string): object {
  try {
    const content: unknown = JSON.parse(text);
    if (typeof content === 'object' && content !== null) return content;
  } catch {
    // Told below.
  }
  throw new Halt(`${name} is no JSON-LD document: it must be one JSON object, or a list of them.`);
}
