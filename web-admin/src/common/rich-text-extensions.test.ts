import { Editor } from '@tiptap/core';
import { afterEach, describe, expect, it } from 'vitest';
import { richTextSample } from '../../../shared/test/rich-text-sample';
import { richTextExtensions, toKeptHtml } from './rich-text-extensions';

const open: Editor[] = [];
const edit = (content: string) => {
  const editor = new Editor({
    element: document.createElement('div'),
    extensions: richTextExtensions(),
    content,
  });
  open.push(editor);
  return editor;
};
const keptBy = (content: string) => toKeptHtml(edit(content).getHTML());

afterEach(() => open.splice(0).forEach((editor) => editor.destroy()));

describe('the editor of rich texts', () => {
  it('writes again what the server keeps, to the letter [AD-343]', () => {
    expect(keptBy(richTextSample)).toBe(richTextSample);
  });

  it('keeps of anything pasted only what a rich text may hold', () => {
    const cases: [string, string][] = [
      ['<h1 style="color:red">题</h1><h6>脚</h6>', '<h2>题</h2><h4>脚</h4>'],
      [
        '<p class="x"><a href="https://a.example">一</a><u>二</u><s>三</s><code>四</code></p>',
        '<p>一二三四</p>',
      ],
      ['<blockquote><p>引</p></blockquote><hr>', '<p>引</p>'],
      ['<p><img src="https://a.example/x.png">文</p>', '<p>文</p>'],
      ['<p><b>粗</b><i>斜</i></p><script>alert(1)<\/script>', '<p><strong>粗</strong><em>斜</em></p>'],
      [
        '<table><thead><tr><td colspan="2">一</td></tr></thead><tbody><tr><td>二</td><td>三</td></tr></tbody></table>',
        '<table><tbody><tr><td>一</td></tr><tr><td>二</td><td>三</td></tr></tbody></table>',
      ],
      ['', ''],
      ['<p></p><p></p>', ''],
    ];

    for (const [given, kept] of cases) expect([given, keptBy(given)]).toEqual([given, kept]);
  });

  it('adds and takes away rows and columns of a table, and takes each act back [AD-343]', () => {
    const editor = edit('<p>规格</p>');
    const cells = () => [...editor.getHTML().matchAll(/<t[dh]>/g)].length;
    editor.commands.insertTable({ rows: 3, cols: 2, withHeaderRow: true });
    expect(cells()).toBe(6);

    editor.commands.addRowAfter();
    editor.commands.addColumnAfter();
    expect(cells()).toBe(12);
    editor.commands.deleteRow();
    editor.commands.deleteColumn();
    expect(cells()).toBe(6);

    editor.commands.undo();
    expect(cells()).toBe(9);
    editor.commands.redo();
    editor.commands.deleteTable();
    expect(toKeptHtml(editor.getHTML())).toContain('<p>规格</p>');
    expect(cells()).toBe(0);
  });
});
