const endOfDirectorySignature = 0x06054b50;
const entrySignature = 0x02014b50;
const endOfDirectoryLength = 22;
const longestComment = 65_535;

/**
 * What a ZIP archive says its files unpack to, in bytes, read from its directory without unpacking anything.
 * Null when the directory is missing or damaged: the file was cut off or is no ZIP.
 */
export function unpackedSizeBytes(archive: Buffer): number | null {
  const end = findEndOfDirectory(archive);
  if (end === null) return null;
  const entryCount = archive.readUInt16LE(end + 10);
  let offset = archive.readUInt32LE(end + 16);
  let total = 0;
  for (let entry = 0; entry < entryCount; entry += 1) {
    if (offset + 46 > archive.length || archive.readUInt32LE(offset) !== entrySignature) return null;
    total += archive.readUInt32LE(offset + 24);
    offset +=
      46 +
      archive.readUInt16LE(offset + 28) +
      archive.readUInt16LE(offset + 30) +
      archive.readUInt16LE(offset + 32);
  }
  return total;
}

function findEndOfDirectory(archive: Buffer): number | null {
  const last = archive.length - endOfDirectoryLength;
  const first = Math.max(0, last - longestComment);
  for (let offset = last; offset >= first; offset -= 1) {
    if (archive.readUInt32LE(offset) === endOfDirectorySignature) return offset;
  }
  return null;
}
