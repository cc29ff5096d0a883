import sanitizeHtml from 'sanitize-html';

const blocks = ['p', 'h2', 'h3', 'h4', 'ul', 'ol', 'li', 'table', 'thead', 'tbody', 'tr', 'th', 'td'];
const inlines = ['strong', 'em', 'br', 'img'];
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
const dropped =
  'script style iframe object embed noscript template textarea option title svg math select head xmp noembed noframes';
const ownPicture = /^\/media\/[\w-]{1,80}\.(?:jpg|png|webp)$/;
const longestAlt = 60;
const invisible = /[\u0000-\u0008\u000b-\u001f\u007f\u200b-\u200f\u202a-\u202e\u2066-\u2069]/g;

/**
 * A rich text as it is kept: paragraphs, three sizes of headings, lists, tables, bold, italic and pictures of our own, without
 * scripts, handlers, styles, links or foreign addresses. A text without anything to see becomes null.
 */
export function sanitizeRichText(html: string): string | null {
  const kept = sanitizeHtml(html, {
    allowedTags: [...blocks, ...inlines],
    allowedAttributes: { img: ['src', 'alt'] },
    nonTextTags: dropped.split(' '),
    transformTags: { ...aliases, img: ownPictureOnly },
    exclusiveFilter: (frame) => frame.tag === 'img' && !frame.attribs.src,
    parseStyleAttributes: false,
    textFilter: (text) => text.replace(invisible, ' '),
    nestingLimit: 24,
  }).trim();
  return isVisible(kept) ? kept : null;
}

/** A plain text as a rich one: what looks like markup is shown, an empty line begins a paragraph, a single break stays one. */
export function richTextOfPlain(text: string | null): string | null {
  if (text === null) return null;
  const paragraphs = text.replace(/\r\n?/g, '\n').split(/\n{2,}/);
  const html = paragraphs
    .map((part) => `<p>${escapeMarkup(part.trim()).replace(/\n/g, '<br>')}</p>`)
    .join('');
  return sanitizeRichText(html);
}

function escapeMarkup(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

function ownPictureOnly(tagName: string, attribs: sanitizeHtml.Attributes): sanitizeHtml.Tag {
  const { src = '', alt = '' } = attribs;
  return { tagName, attribs: ownPicture.test(src) ? { src, alt: alt.slice(0, longestAlt) } : {} };
}

function isVisible(html: string): boolean {
  return html.includes('<img') || html.replace(/<[^>]*>|&nbsp;|\s/g, '') !== '';
}
