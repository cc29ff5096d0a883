import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { richTextSample } from '../../../../shared/test/rich-text-sample';
import { richTextOfPlain, sanitizeRichText } from './sanitize-rich-text';

const picture = '/media/abcdefghijklmnopqrstuv.png';
/** Every tag that may ever come out, and text without a bare `<`. */
const allowed =
  /^(?:[^<>]|<\/?(?:p|h[234]|ul|ol|li|table|thead|tbody|tr|th|td|strong|em)>|<br \/>|<img src="\/media\/[\w-]+\.(?:jpg|png|webp)" alt="[^<>"]*" \/>)*$/;

describe('a rich text', () => {
  it('keeps paragraphs, headings, lists, tables, emphasis and own pictures', () => {
    const html =
      `<h2>吃法</h2><p>蒸 <strong>15</strong> <em>分钟</em><br />趁热</p><ul><li>姜醋</li><li>黄酒</li></ul>` +
      `<table><tbody><tr><th>规格</th><td>4.0 两</td></tr></tbody></table><p><img src="${picture}" alt="蟹" /></p>`;

    expect(sanitizeRichText(html)).toBe(html);
  });

  it('keeps everything that the editor of the back office writes, to the letter [AD-343]', () => {
    expect(sanitizeRichText(richTextSample)).toBe(richTextSample);
  });

  it('drops scripts, handlers, styles, links and foreign pictures, and keeps the words', () => {
    const cases: [string, string | null][] = [
      ['<script>alert(1)</script><p>好</p>', '<p>好</p>'],
      ['<ScRiPt src=//x>alert(1)</sCrIpT >好', '好'],
      ['<p onclick="alert(1)" style="position:fixed">好</p>', '<p>好</p>'],
      ['<a href="javascript:alert(1)">好</a>', '好'],
      [`<img src="${picture}" onerror="alert(1)">`, `<img src="${picture}" alt="" />`],
      ['<img src="https://x.example/a.png">好', '好'],
      ['<img src="/media/../api/x.png">', null],
      ['<img src=x onerror=alert(1)>', null],
      ['<svg onload=alert(1)><p>x</p></svg>', null],
      ['<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>', null],
      ['<!--<p>x</p>--><p>好</p><!-- <p>', '<p>好</p>'],
      ['<iframe srcdoc="<p>x</p>"></iframe>好', '好'],
      ['<p>1 < 2 && 3 > 2</p>', '<p>1 &lt; 2 &amp;&amp; 3 &gt; 2</p>'],
      ['<p>&lt;script&gt;</p>', '<p>&lt;script&gt;</p>'],
      [`<img src="${picture}" alt='"><script>'>`, `<img src="${picture}" alt="&quot;&gt;&lt;script&gt;" />`],
    ];

    for (const [given, kept] of cases) {
      expect([given, sanitizeRichText(given)]).toEqual([given, kept]);
    }
  });

  it('mends what is not well-formed, as pasted text seldom is', () => {
    expect(sanitizeRichText('一<p>二<p>三</b><div>四</div>')).toBe('一<p>二</p><p>三</p><p>四</p>');
    expect(sanitizeRichText('<ul><li>一<li>二<ul><li>三</ul></ul>')).toBe(
      '<ul><li>一</li><li>二<ul><li>三</li></ul></li></ul>',
    );
    expect(sanitizeRichText('<table><tr><td>一<td>二<tr><td>三</table>')).toBe(
      '<table><tr><td>一</td><td>二</td></tr><tr><td>三</td></tr></table>',
    );
    expect(sanitizeRichText('<p><b>粗<i>斜</b>平')).toBe('<p><strong>粗<em>斜</em></strong>平</p>');
    expect(sanitizeRichText('<p></p><p>&nbsp;</p>')).toBeNull();
  });

  it('is safe for any input', () => {
    const piece = fc.constantFrom(
      ...'<p> </p> <ul> <li> </li> </ul> <table> <tr> <td> </table> <b> </b> <i> <br> <h1> </h1> <div> </div> < > " \' & 好 &lt; <script> </script> <!-- --> <img'.split(
        ' ',
      ),
      ' ',
      `<img src="${picture}">`,
      ' onerror="x"',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(piece, { maxLength: 24 }).map((all) => all.join('')),
          fc.string(),
        ),
        (html) => {
          expect(sanitizeRichText(html) ?? '').toMatch(allowed);
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe('a plain text made rich', () => {
  it('shows the same: paragraphs, breaks, and markup as text', () => {
    expect(richTextOfPlain('现捕现发\n冷链\n\n<b>顺丰</b> & 京东')).toBe(
      '<p>现捕现发<br />冷链</p><p>&lt;b&gt;顺丰&lt;/b&gt; &amp; 京东</p>',
    );
    expect([null, '', ' \n\n '].map(richTextOfPlain)).toEqual([null, null, null]);
  });
});
