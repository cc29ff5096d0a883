import { Readable } from 'node:stream';
import { createInflateRaw } from 'node:zlib';
import { findEntry, readEntry, type ArchiveEntry } from './archive-directory';

/**
 * The cells of the first sheet that hold a formula, as Excel calls them (`B12`). The reading library hands out a formula's
 * last shown value like any other, so that this is the only way to tell. Empty when the archive has no such sheet.
 */
export async function formulaCells(archive: Buffer): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  const path = await firstSheetPath(archive);
  const entry = path === null ? null : findEntry(archive, path);
  if (!entry) return found;
  // Cells begin with <c …>, a formula inside is <f …>; writers may put a namespace before either.
  const marks = /<(?:\w+:)?c\s[^>]*?\br="([A-Z]+\d+)"|<(?:\w+:)?f[\s/>]/g;
  let cell = '';
  let rest = '';
  for await (const chunk of unpack(archive, entry)) {
    const text = rest + String(chunk);
    // A tag cut by the end of a chunk is looked at again with the next one.
    const cut = text.lastIndexOf('<');
    const complete = cut < 0 ? text : text.slice(0, cut);
    for (const match of complete.matchAll(marks)) {
      if (match[1] !== undefined) cell = match[1];
      else if (cell !== '') found.add(cell);
    }
    rest = cut < 0 ? '' : text.slice(cut);
  }
  return found;
}

async function firstSheetPath(archive: Buffer): Promise<string | null> {
  const workbook = await readText(archive, 'xl/workbook.xml');
  const relations = await readText(archive, 'xl/_rels/workbook.xml.rels');
  const id = /<(?:\w+:)?sheet\s[^>]*?\br:id="([^"]+)"/.exec(workbook)?.[1];
  const relation = [...relations.matchAll(/<Relationship\s[^>]*>/g)]
    .map(([tag]) => tag)
    .find((tag) => /\bId="([^"]*)"/.exec(tag)?.[1] === id);
  const target = relation && /\bTarget="([^"]+)"/.exec(relation)?.[1];
  if (!target) return null;
  return target.startsWith('/') ? target.slice(1) : `xl/${target}`;
}

async function readText(archive: Buffer, path: string): Promise<string> {
  const entry = findEntry(archive, path);
  if (!entry) return '';
  const chunks: string[] = [];
  for await (const chunk of unpack(archive, entry)) chunks.push(String(chunk));
  return chunks.join('');
}

function unpack(archive: Buffer, entry: ArchiveEntry): Readable {
  const packed = readEntry(archive, entry);
  const bytes = Readable.from([packed]);
  const stream = entry.isDeflated ? bytes.pipe(createInflateRaw()) : bytes;
  return stream.setEncoding('utf8');
}
