/** Reads so many bytes of a file from a place in it; fewer at its end. */
export type ReadBytes = (start: number, length: number) => Promise<Uint8Array>;

/** Brands of plain MP4 video, as phones and cameras write them; QuickTime, audio and pictures in the same boxes have others. */
const brands = new Set([
  ...['isom', 'iso2', 'iso3', 'iso4', 'iso5', 'iso6', 'iso7', 'iso8', 'iso9'],
  ...['mp41', 'mp42', 'mp71', 'avc1', 'M4V ', 'M4VP', 'MSNV', 'mmp4', 'dash'],
]);
/** A file of more boxes on its first level is no video of a camera. */
const maxBoxes = 1000;

/** Whether a file is a whole MP4 video: the right brand first, its index and its content there, no box cut off (AD-358). */
export async function isWholeVideo(read: ReadBytes, sizeBytes: number): Promise<boolean> {
  const found = new Set<string>();
  let start = 0;
  for (let count = 0; start < sizeBytes; count += 1) {
    const box = readBox(await read(start, 16), sizeBytes - start);
    if (!box || count === maxBoxes) return false;
    if (count === 0 && !(box.type === 'ftyp' && brands.has(box.brand))) return false;
    found.add(box.type);
    start += box.sizeBytes;
  }
  return found.has('moov') && found.has('mdat');
}

/** Null for a box that has no room for its own head or reaches behind the end of the file. */
function readBox(head: Uint8Array, leftBytes: number) {
  if (head.length < 8) return null;
  const view = new DataView(head.buffer, head.byteOffset, head.length);
  const text = (from: number) => String.fromCharCode(...head.subarray(from, from + 4));
  let sizeBytes = view.getUint32(0);
  if (sizeBytes === 0) sizeBytes = leftBytes;
  else if (sizeBytes === 1) {
    if (head.length < 16) return null;
    sizeBytes = Number(view.getBigUint64(8));
  }
  if (sizeBytes < 8 || sizeBytes > leftBytes) return null;
  return { type: text(4), brand: text(8), sizeBytes };
}
