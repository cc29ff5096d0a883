import { crc32, deflateSync } from 'node:zlib';

type Colour = readonly [number, number, number];

const width = 920;
const height = 348;
const deep: Colour = [11, 67, 71];
const light: Colour = [24, 134, 140];
const gold: Colour = [240, 212, 154];

/** A moon over the lake, as a PNG: the demo brings no photographs along. `hue` shifts the second one towards gold. */
export function drawBanner(hue: 'lake' | 'gold'): Uint8Array<ArrayBuffer> {
  const far: Colour = hue === 'lake' ? light : [200, 150, 62];
  const rows = Buffer.alloc(height * (1 + width * 3));
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = y * (1 + width * 3) + 1 + x * 3;
      rows.set(pixelAt(x, y, far), at);
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // Eight bits a channel, red, green and blue.
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from('89504e470d0a1a0a', 'hex');
  const chunks = [chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))];
  return Uint8Array.from(Buffer.concat([signature, ...chunks]));
}

function pixelAt(x: number, y: number, far: Colour): Colour {
  const sky = mix(deep, far, (x / width + y / height) / 2);
  const moon = Math.hypot(x - width * 0.78, y - height * 0.34) / 66;
  const lit = mix(sky, gold, moon < 1 ? 0.92 : Math.max(0, 0.32 - (moon - 1) * 0.22));
  const waves = [0.66, 0.76, 0.87].filter((level, index) => {
    const crest = height * level + Math.sin(x / (58 + index * 17) + index * 2) * (7 + index * 3);
    return y > crest;
  }).length;
  return mix(lit, deep, waves * 0.24);
}

function mix(from: Colour, to: Colour, share: number): Colour {
  const at = (index: 0 | 1 | 2) => Math.round(from[index] + (to[index] - from[index]) * share);
  return [at(0), at(1), at(2)];
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'ascii'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}
