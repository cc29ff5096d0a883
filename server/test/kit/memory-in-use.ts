import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

export const megabyte = 1024 * 1024;

setFlagsFromString('--expose-gc');
const collectGarbage: unknown = runInNewContext('gc');

/** What is really in use, garbage taken out. */
export function memoryInUseMb(): number {
  if (typeof collectGarbage === 'function') collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / megabyte;
}

const sampleBytes = megabyte / 4;

export interface Download {
  readonly status: number;
  readonly sizeBytes: number;
  /** How much more was in use at the worst moment than after the first quarter of a megabyte. */
  readonly growthMb: number;
}

/** Downloads a file without keeping it, and watches the memory of this process meanwhile. */
export async function downloadWatched(url: string, token: string): Promise<Download> {
  const inUseMb: number[] = [];
  let sizeBytes = 0;
  const response = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
  for await (const chunk of response.body ?? []) {
    sizeBytes += chunk.length;
    if (sizeBytes > inUseMb.length * sampleBytes) inUseMb.push(memoryInUseMb());
  }
  const growthMb = Math.round(Math.max(...inUseMb.slice(1)) - (inUseMb[1] ?? 0));
  return { status: response.status, sizeBytes, growthMb };
}
