import { checkPayload } from '@capdev/contracts/core';
import { describe, expect, it } from '@jest/globals';
import { benchContracts, dataBytes, entryOf } from './contracts.js';

describe('what is measured', () => {
  it('is 1 KiB of data that its contract accepts, whatever its number', () => {
    const { entryRegistered } = benchContracts('drain');
    for (const number of [0, 7, 99_999]) {
      const data = checkPayload(entryRegistered, entryOf(number), 'producer');
      expect(Buffer.byteLength(JSON.stringify(data))).toBe(dataBytes);
    }
  });
});
