/** A mini program's `rich-text` knows no classes of the page, so the look goes along with each element. */
const looks: Readonly<Record<string, string>> = {
  p: 'margin:0 0 0.7em;line-height:1.75',
  h2: 'margin:0.9em 0 0.5em;font-size:1.25em;font-weight:600',
  h3: 'margin:0.9em 0 0.5em;font-size:1.12em;font-weight:600',
  h4: 'margin:0.9em 0 0.5em;font-size:1em;font-weight:600',
  ul: 'margin:0 0 0.7em;padding-left:1.3em',
  ol: 'margin:0 0 0.7em;padding-left:1.5em',
  li: 'line-height:1.75',
  table: 'width:100%;margin:0 0 0.7em;border-collapse:collapse',
  th: 'padding:0.4em 0.6em;border:1px solid #e5ebea;background:#f4f7f6;text-align:left',
  td: 'padding:0.4em 0.6em;border:1px solid #e5ebea',
};
const pictureLook = 'display:block;width:100%;height:auto;border-radius:8px';

/**
 * Rich text of the server as `rich-text` shows it: dressed element by element, with pictures by full address where a page has
 * no address of its own.
 */
export function richTextNodes(html: string, mediaBase: string): string {
  return html
    .replace(/<(\w+)>/g, (tag, name: string) => {
      const look = looks[name];
      return look === undefined ? tag : `<${name} style="${look}">`;
    })
    .replace(/<img src="\//g, `<img style="${pictureLook}" src="${mediaBase}/`);
}
