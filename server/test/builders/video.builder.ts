/** One box of an MP4 file. */
function boxOf(type: string, content: Uint8Array): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + content.length);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, content]);
}

/** The boxes of an MP4 video whose content is as long as said; it is stored like a real one, but shows nothing. */
export function aVideo(options: { contentBytes?: number; brand?: string } = {}): Buffer {
  const { contentBytes = 1000, brand = 'isom' } = options;
  return Buffer.concat([
    boxOf('ftyp', Buffer.from(`${brand}\0\0\0\0${brand}`, 'latin1')),
    boxOf('moov', Buffer.alloc(100)),
    boxOf('mdat', Buffer.alloc(contentBytes, 7)),
  ]);
}
