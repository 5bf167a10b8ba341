import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
import type { EventDefinition } from './event-definition.js';
import { isSound } from './sound-payload.js';

/** The data is not what the event's contract says. */
export class PayloadInvalid extends Error {
  constructor(
    readonly type: string,
    readonly faults: readonly { readonly pointer: string; readonly detail: string }[],
  ) {
    super(`The data of ${type} breaks its contract: ${faults.map((f) => `${f.pointer} ${f.detail}`).join('; ')}.`);
    this.name = 'PayloadInvalid';
  }
}

/**
 * Checks data against an event's contract.
 *
 * @param edge `producer` refuses unknown fields; `consumer` drops them, so that a newer producer does no harm
 * @returns the data, without the fields that a consumer does not know
 * @throws PayloadInvalid with every fault
 */
export function checkPayload<Payload extends object>(
  definition: EventDefinition<Payload>,
  data: unknown,
  edge: 'producer' | 'consumer',
): Payload {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) {
    throw new PayloadInvalid(definition.type, [{ pointer: '', detail: 'must be a JSON object' }]);
  }
  if (isSound(definition.payload, data)) return data as Payload;
  const payload = instanceOf(definition, data);
  const errors = validateSync(payload, {
    whitelist: true,
    forbidNonWhitelisted: edge === 'producer',
    forbidUnknownValues: true,
  });
  if (errors.length > 0) throw new PayloadInvalid(definition.type, faultsOf(errors));
  return payload;
}

function instanceOf<Payload extends object>(definition: EventDefinition<Payload>, data: object): Payload {
  try {
    return plainToInstance(definition.payload, data);
  } catch {
    // The transformer recurses into what it does not know, and calls what is named "constructor".
    throw new PayloadInvalid(definition.type, [{ pointer: '', detail: 'is nested too deep, or uses a reserved name' }]);
  }
}

function faultsOf(errors: readonly ValidationError[], base = ''): { pointer: string; detail: string }[] {
  return errors.flatMap((error) => {
    const pointer = `${base}/${error.property}`;
    return [
      ...Object.values(error.constraints ?? {}).map((detail) => ({ pointer, detail })),
      ...faultsOf(error.children ?? [], pointer),
    ];
  });
}
