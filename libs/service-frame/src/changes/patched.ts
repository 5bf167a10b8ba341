import { RequestInvalid, RequestValidationPipe } from '@capdev/service-kit';
import { mergePatch } from './merge-patch.js';

const pipe = new RequestValidationPipe();

/**
 * What a record's editable part becomes by a JSON merge patch, checked like a new one.
 *
 * @throws RequestInvalid naming every field at fault
 */
export async function patched<Input extends object>(
  Input: new () => Input,
  present: object,
  patch: unknown,
): Promise<Input> {
  if (typeof patch !== 'object' || patch === null || Array.isArray(patch)) {
    throw new RequestInvalid([{ pointer: '', detail: 'The body must be a JSON object with the fields to change.' }]);
  }
  return (await pipe.transform(mergePatch(present, patch), { type: 'body', metatype: Input })) as Input;
}
