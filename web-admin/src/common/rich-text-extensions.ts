import { type Extensions, Node, mergeAttributes } from '@tiptap/core';
import { Image } from '@tiptap/extension-image';
import { Table, TableCell, TableHeader, TableRow } from '@tiptap/extension-table';
import { StarterKit } from '@tiptap/starter-kit';

/** A picture of our own in the line; addresses of other sites are not taken, whatever is pasted. */
const OwnPicture = Image.extend({
  addAttributes() {
    return { src: { default: null }, alt: { default: '' } };
  },
  parseHTML() {
    return [{ tag: 'img[src^="/media/"]' }];
  },
}).configure({ inline: true, allowBase64: false });

/** One cell is one cell: joined cells would be taken apart by the server, so pasted ones are taken apart at once. */
const cellAttributes = () => ({
  colspan: { default: 1, rendered: false, parseHTML: () => 1 },
  rowspan: { default: 1, rendered: false, parseHTML: () => 1 },
  colwidth: { default: null, rendered: false, parseHTML: () => null },
});

const PlainTable = Table.extend({
  renderHTML: () => ['table', ['tbody', 0]],
});

/** Headings as a text has them under its title; larger and smaller ones of other programs become the nearest. */
const Headings = Node.create({
  name: 'heading',
  group: 'block',
  content: 'inline*',
  defining: true,
  addAttributes() {
    return { level: { default: 2, rendered: false } };
  },
  parseHTML() {
    return [1, 2, 3, 4, 5, 6].map((level) => ({
      tag: `h${level}`,
      attrs: { level: Math.min(4, Math.max(2, level)) },
    }));
  },
  renderHTML({ node, HTMLAttributes }) {
    return [`h${String(node.attrs['level'])}`, mergeAttributes(HTMLAttributes), 0];
  },
});

/** What a rich text may hold, the same as the server keeps: whatever is pasted or loaded, only this remains. */
export function richTextExtensions(): Extensions {
  return [
    StarterKit.configure({
      blockquote: false,
      code: false,
      codeBlock: false,
      heading: false,
      horizontalRule: false,
      link: false,
      strike: false,
      underline: false,
    }),
    Headings,
    OwnPicture,
    PlainTable.configure({ resizable: false }),
    TableRow,
    TableCell.extend({ addAttributes: cellAttributes }),
    TableHeader.extend({ addAttributes: cellAttributes }),
  ];
}

/**
 * The editor's HTML as the server keeps it: a list entry or cell with one line has no paragraph around it, and what the
 * editor adds for the cursor at the end is left out. A text without anything in it is empty.
 */
export function toKeptHtml(html: string): string {
  return html
    .replace(/<(li|td|th)><p>((?:(?!<\/?p>).)*)<\/p>(?=<\/\1>|<[uo]l>)/gs, '<$1>$2')
    .replace(/(?:<p><\/p>)+$/, '')
    .replace(/<br>/g, '<br />')
    .replace(/<img src="([^"]*)" alt="([^"]*)">/g, '<img src="$1" alt="$2" />');
}
