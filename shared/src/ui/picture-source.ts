import { apiBaseUrl } from './transport/api-base-url';

/** What an `image` loads: an uploaded picture's address begins with a slash, which every app takes for its own folder. */
export function pictureSource(url: string): string {
  return url.startsWith('/media/') ? `${mediaOrigin()}${url}` : url;
}

/** Where uploaded pictures are. A browser's page needs it in full too: uni puts the folder of the app before a slash. */
export function mediaOrigin(): string {
  // #ifdef H5
  return window.location.origin;
  // #endif
  // #ifndef H5
  return apiBaseUrl;
  // #endif
}
