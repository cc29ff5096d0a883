import { svgDataUri } from './icons';

function picture(inside: string): string {
  return svgDataUri(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 180" fill="none" stroke-linecap="round" stroke-linejoin="round">${inside}</svg>`,
  );
}

const water =
  '<path d="M24 146c16-8 32-8 48 0s32 8 48 0 32-8 48 0 32 8 48 0" stroke="#BFD5D4" stroke-width="3"/><path d="M52 162c12-6 24-6 36 0s24 6 36 0 24-6 36 0" stroke="#DCE8E7" stroke-width="3"/>';

/** Drawings for moments when there is nothing to list, by what is missing. */
export const pictures = {
  nothing: picture(
    `<circle cx="172" cy="48" r="16" fill="#F5E6C8"/>${water}<path d="M78 112h84l-14 26H92z" fill="#E6F1F0" stroke="#0E5A5F" stroke-width="3"/><path d="M120 112V52l34 46h-34" fill="#fff" stroke="#0E5A5F" stroke-width="3"/><path d="M114 62 88 98h26z" fill="#F5E6C8" stroke="#C8963E" stroke-width="3"/>`,
  ),
  cards: picture(
    `${water}<rect x="64" y="58" width="104" height="66" rx="10" fill="#FBF3E3" stroke="#C8963E" stroke-width="3" transform="rotate(-10 116 90)"/><rect x="74" y="62" width="104" height="66" rx="10" fill="#fff" stroke="#0E5A5F" stroke-width="3"/><path d="M74 82h104" stroke="#0E5A5F" stroke-width="3"/><path d="M88 108h30M88 98h18" stroke="#BFD5D4" stroke-width="4"/>`,
  ),
  box: picture(
    `${water}<path d="m120 44 48 22v50l-48 22-48-22V66z" fill="#fff" stroke="#0E5A5F" stroke-width="3"/><path d="m72 66 48 22 48-22M120 88v50" stroke="#0E5A5F" stroke-width="3"/><path d="m96 55 48 22v18" stroke="#C8963E" stroke-width="3"/>`,
  ),
  people: picture(
    `${water}<circle cx="104" cy="74" r="20" fill="#fff" stroke="#0E5A5F" stroke-width="3"/><path d="M66 134c4-24 20-34 38-34s34 10 38 34z" fill="#E6F1F0" stroke="#0E5A5F" stroke-width="3"/><circle cx="156" cy="82" r="15" fill="#FBF3E3" stroke="#C8963E" stroke-width="3"/><path d="M152 104c16-2 28 8 32 28" stroke="#C8963E" stroke-width="3"/>`,
  ),
  search: picture(
    `${water}<circle cx="112" cy="84" r="34" fill="#fff" stroke="#0E5A5F" stroke-width="3"/><path d="m137 109 26 26" stroke="#0E5A5F" stroke-width="5"/><path d="M96 78c4-10 12-15 22-14" stroke="#C8963E" stroke-width="3"/>`,
  ),
  broken: picture(
    `${water}<path d="M76 104a26 26 0 0 1 6-51 36 36 0 0 1 68 8 23 23 0 0 1 8 44z" fill="#fff" stroke="#0E5A5F" stroke-width="3"/><path d="m122 74-14 22h22l-14 24" stroke="#E4572E" stroke-width="4"/>`,
  ),
} as const;

export type PictureName = keyof typeof pictures;
