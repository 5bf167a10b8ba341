const localHeader = 0x04034b50;
const centralHeader = 0x02014b50;
const endOfDirectory = 0x06054b50;
/** 1 January 1980, midnight: the first moment that the format knows. */
const noTime = 0x0021_0000;

/**
 * A ZIP archive whose entries do not tell when they were written, so that the same content is the same bytes. For archives
 * of less than 4 GiB without a comment, as `docx` writes them.
 */
export function withoutTimes(archive: Uint8Array): Buffer {
  const bytes = Buffer.from(archive);
  const end = bytes.length - 22;
  if (end < 0 || bytes.readUInt32LE(end) !== endOfDirectory)
    throw new Error('This is no ZIP archive without a comment.');
  let place = bytes.readUInt32LE(end + 16);
  for (let entry = bytes.readUInt16LE(end + 10); entry > 0; entry -= 1) {
    if (bytes.readUInt32LE(place) !== centralHeader) throw new Error('The directory of this ZIP archive is broken.');
    bytes.writeUInt32LE(noTime, place + 12);
    const local = bytes.readUInt32LE(place + 42);
    if (bytes.readUInt32LE(local) !== localHeader) throw new Error('An entry of this ZIP archive is missing.');
    bytes.writeUInt32LE(noTime, local + 10);
    place += 46 + bytes.readUInt16LE(place + 28) + bytes.readUInt16LE(place + 30) + bytes.readUInt16LE(place + 32);
  }
  return bytes;
}
