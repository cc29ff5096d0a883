const endOfDirectorySignature = 0x06054b50;
const entrySignature = 0x02014b50;
const localHeaderSignature = 0x04034b50;
const endOfDirectoryLength = 22;
const longestComment = 65_535;

/** One file of a ZIP archive as its directory tells. */
export interface ArchiveEntry {
  readonly path: string;
  readonly isDeflated: boolean;
  readonly packedBytes: number;
  readonly unpackedBytes: number;
  readonly headerOffset: number;
}

/**
 * What a ZIP archive says its files unpack to, in bytes, read from its directory without unpacking anything.
 * Null when the directory is missing or damaged: the file was cut off or is no ZIP.
 */
export function unpackedSizeBytes(archive: Buffer): number | null {
  return listEntries(archive)?.reduce((total, entry) => total + entry.unpackedBytes, 0) ?? null;
}

/** Null when the archive has no such file or no readable directory. */
export function findEntry(archive: Buffer, path: string): ArchiveEntry | null {
  return listEntries(archive)?.find((entry) => entry.path === path) ?? null;
}

/** The bytes of one file as they are packed; empty when its header is damaged. */
export function readEntry(archive: Buffer, entry: ArchiveEntry): Buffer {
  const { headerOffset } = entry;
  const isWhole =
    headerOffset + 30 <= archive.length && archive.readUInt32LE(headerOffset) === localHeaderSignature;
  if (!isWhole) return Buffer.alloc(0);
  const start =
    headerOffset + 30 + archive.readUInt16LE(headerOffset + 26) + archive.readUInt16LE(headerOffset + 28);
  return archive.subarray(start, start + entry.packedBytes);
}

function listEntries(archive: Buffer): ArchiveEntry[] | null {
  const end = findEndOfDirectory(archive);
  if (end === null) return null;
  const entryCount = archive.readUInt16LE(end + 10);
  let offset = archive.readUInt32LE(end + 16);
  const entries: ArchiveEntry[] = [];
  for (let index = 0; index < entryCount; index += 1) {
    if (offset + 46 > archive.length || archive.readUInt32LE(offset) !== entrySignature) return null;
    const pathLength = archive.readUInt16LE(offset + 28);
    entries.push({
      path: archive.toString('utf8', offset + 46, offset + 46 + pathLength),
      isDeflated: archive.readUInt16LE(offset + 10) === 8,
      packedBytes: archive.readUInt32LE(offset + 20),
      unpackedBytes: archive.readUInt32LE(offset + 24),
      headerOffset: archive.readUInt32LE(offset + 42),
    });
    offset += 46 + pathLength + archive.readUInt16LE(offset + 30) + archive.readUInt16LE(offset + 32);
  }
  return entries;
}

function findEndOfDirectory(archive: Buffer): number | null {
  const last = archive.length - endOfDirectoryLength;
  const first = Math.max(0, last - longestComment);
  for (let offset = last; offset >= first; offset -= 1) {
    if (archive.readUInt32LE(offset) === endOfDirectorySignature) return offset;
  }
  return null;
}
