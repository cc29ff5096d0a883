/** Blocks of a rich text, in which everything else stands. */
const blocks: ReadonlySet<string> = new Set(['p', 'h2', 'h3', 'h4', 'ul', 'ol', 'table']);
const voids: ReadonlySet<string> = new Set(['br', 'img']);
/** What an element must stand in; elsewhere only its text is kept. */
const parentsOf: Readonly<Record<string, readonly string[]>> = {
  li: ['ul', 'ol'],
  thead: ['table'],
  tbody: ['table'],
  tr: ['thead', 'tbody', 'table'],
  th: ['tr'],
  td: ['tr'],
};
const inlines: ReadonlySet<string> = new Set(['strong', 'em']);
/** Other names for what we keep, as editors and word processors write them. */
const aliases: Readonly<Record<string, string>> = {
  b: 'strong',
  i: 'em',
  div: 'p',
  section: 'p',
  h1: 'h2',
  h5: 'h4',
  h6: 'h4',
};
/** Elements whose content is no text for readers. */
const dropped: ReadonlySet<string> = new Set(
  'script style iframe object embed noscript template textarea title svg math select head xmp noembed noframes'.split(
    ' ',
  ),
);
const maxDepth = 24;
const ownPicture = /^\/media\/[\w-]{1,80}\.(?:jpg|png|webp)$/;

/**
 * A rich text as it is kept: paragraphs, three sizes of headings, lists, tables, bold, italic and pictures of our own. Nothing
 * of the input is copied: known tags are written anew without attributes, text is escaped, so that whatever a parser makes of the
 * input, no script, handler, style or foreign address can pass. A text without anything to see becomes null.
 */
export function sanitizeRichText(html: string): string | null {
  const writer = new RichTextWriter();
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf('<', at);
    if (open !== at) {
      const end = open === -1 ? html.length : open;
      writer.text(html.slice(at, end));
      at = end;
      continue;
    }
    at = readMarkup(html, at, writer);
  }
  return writer.finish();
}

/** A plain text as a rich one: what looks like markup is shown, an empty line begins a paragraph, a single break stays one. */
export function richTextOfPlain(text: string | null): string | null {
  if (text === null) return null;
  const paragraphs = text.replace(/\r\n?/g, '\n').split(/\n{2,}/);
  const html = paragraphs.map((part) => `<p>${escapeAll(part.trim()).replace(/\n/g, '<br>')}</p>`).join('');
  return sanitizeRichText(html);
}

/** Reads one tag, comment or stray `<` at `start` and answers where reading goes on. */
function readMarkup(html: string, start: number, writer: RichTextWriter): number {
  if (html.startsWith('<!--', start)) return after(html, '-->', start + 4);
  const end = html.indexOf('>', start);
  const [, slash = '', written = ''] = /^<(\/?)([a-z][a-z0-9]*)/i.exec(html.slice(start, start + 24)) ?? [];
  if (written === '') {
    if (/^<[!?/]/.test(html.slice(start, start + 2))) return end === -1 ? html.length : end + 1;
    writer.text('<');
    return start + 1;
  }
  if (end === -1) return html.length;
  const lower = written.toLowerCase();
  if (dropped.has(lower)) return slash ? end + 1 : endOfDropped(html, lower, end + 1);
  const name = aliases[lower] ?? lower;
  if (slash) writer.close(name);
  else if (name === 'img') writer.picture(html.slice(start, end));
  else writer.open(name);
  return end + 1;
}

function endOfDropped(html: string, name: string, from: number): number {
  const close = new RegExp(`</${name}`, 'gi');
  close.lastIndex = from;
  const found = close.exec(html);
  return found ? after(html, '>', found.index) : html.length;
}

function after(html: string, mark: string, from: number): number {
  const found = html.indexOf(mark, from);
  return found === -1 ? html.length : found + mark.length;
}

/** Writes well-formed markup of known tags, whatever order it is told them in. */
class RichTextWriter {
  private readonly parts: string[] = [];
  private readonly stack: string[] = [];
  private isVisible = false;

  text(raw: string): void {
    const text = escapeKeepingEntities(raw);
    if (/^\s*$/.test(text)) {
      if (this.canHoldText()) this.parts.push(text === '' ? '' : ' ');
      return;
    }
    this.beInBlock();
    if (/[^\s]/.test(text.replace(/&(?:nbsp|#160);/g, ''))) this.isVisible = true;
    this.parts.push(text);
  }

  open(name: string): void {
    if (name === 'br') {
      if (this.canHoldText()) this.parts.push('<br>');
      return;
    }
    if (inlines.has(name)) {
      if (this.stack.includes(name)) return;
      this.beInBlock();
    } else if (blocks.has(name)) {
      this.closeTextBlock();
    } else if (!this.makeRoomFor(name)) {
      return;
    }
    if (this.stack.length >= maxDepth) return;
    this.stack.push(name);
    this.parts.push(`<${name}>`);
  }

  close(name: string): void {
    const at = this.stack.lastIndexOf(name);
    if (at === -1 || voids.has(name)) return;
    while (this.stack.length > at) this.pop();
  }

  picture(tag: string): void {
    const src = attribute(tag, 'src');
    if (src === null || !ownPicture.test(src)) return;
    this.beInBlock();
    const alt = attribute(tag, 'alt')?.slice(0, 60) ?? '';
    this.parts.push(`<img src="${src}" alt="${escapeKeepingEntities(alt)}">`);
    this.isVisible = true;
  }

  finish(): string | null {
    while (this.stack.length > 0) this.pop();
    return this.isVisible ? this.parts.join('').trim() : null;
  }

  /** Text at the top gets a paragraph; in a list or a table it gets the item or cell it belongs in. */
  private beInBlock(): void {
    const top = this.stack[this.stack.length - 1];
    if (top === undefined) this.open('p');
    else if (top === 'ul' || top === 'ol') this.open('li');
    else if (top === 'tr') this.open('td');
    else if (top === 'table' || top === 'thead' || top === 'tbody') {
      this.open('tr');
      this.open('td');
    }
  }

  private canHoldText(): boolean {
    const top = this.stack[this.stack.length - 1];
    return top !== undefined && !['ul', 'ol', 'table', 'thead', 'tbody', 'tr'].includes(top);
  }

  /** A block ends the paragraph or heading it would stand in; within an item or a cell it ends nothing else. */
  private closeTextBlock(): void {
    for (let index = this.stack.length - 1; index >= 0; index -= 1) {
      const name = this.stack[index] ?? '';
      if (/^(?:p|h\d)$/.test(name)) {
        this.close(name);
        return;
      }
      if (!inlines.has(name)) break;
    }
    while (inlines.has(this.stack[this.stack.length - 1] ?? '')) this.pop();
    if (!this.canHoldText() && this.stack.length > 0) this.beInBlock();
  }

  /** Ends what an item, row or cell cannot stand in. False when there is no list or table for it. */
  private makeRoomFor(name: string): boolean {
    const parents = parentsOf[name];
    if (!parents) return false;
    const at = this.lastOf(parents);
    // A list inside a cell, or a table inside an item, is a world of its own.
    if (at === -1 || at < this.lastOf(name === 'li' ? ['table'] : ['ul', 'ol'])) return false;
    while (this.stack.length > at + 1) this.pop();
    return true;
  }

  private lastOf(names: readonly string[]): number {
    return Math.max(...names.map((name) => this.stack.lastIndexOf(name)));
  }

  private pop(): void {
    const name = this.stack.pop();
    if (name === undefined) return;
    // What turned out empty is not written at all.
    if (this.parts[this.parts.length - 1] === `<${name}>`) this.parts.pop();
    else this.parts.push(`</${name}>`);
  }
}

function attribute(tag: string, name: string): string | null {
  const found = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, 'i').exec(tag);
  return found ? (found[1] ?? found[2] ?? found[3] ?? '') : null;
}

const invisible = /[\u0000-\u0008\u000b-\u001f\u007f\u200b-\u200f\u202a-\u202e\u2066-\u2069]/g;

function escapeAll(text: string): string {
  return escapeMarkup(text.replace(/&/g, '&amp;'));
}

function escapeKeepingEntities(text: string): string {
  return escapeMarkup(text.replace(/&(?!(?:amp|lt|gt|quot|nbsp|#39|#160);)/g, '&amp;'));
}

function escapeMarkup(text: string): string {
  return text.replace(invisible, ' ').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
