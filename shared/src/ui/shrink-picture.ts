/** Longest side of an uploaded picture: sharp on every phone, and seconds faster to send than what cameras make today. */
const maxSide = 1920;

/**
 * The picture small enough to send quickly; the same path where it is so already. A mini program has WeChat compress what
 * is chosen, a browser has us.
 */
export async function shrinkPicture(path: string): Promise<string> {
  // #ifdef H5
  return (await shrinkInBrowser(path)) ?? path;
  // #endif
  // #ifndef H5
  return path;
  // #endif
}

// #ifdef H5
async function shrinkInBrowser(path: string): Promise<string | null> {
  try {
    const picture = await createImageBitmap(await (await fetch(path)).blob());
    const scale = maxSide / Math.max(picture.width, picture.height);
    if (scale >= 1) return null;
    const board = document.createElement('canvas');
    board.width = Math.round(picture.width * scale);
    board.height = Math.round(picture.height * scale);
    board.getContext('2d')?.drawImage(picture, 0, 0, board.width, board.height);
    picture.close();
    const blob = await new Promise<Blob | null>((resolve) => board.toBlob(resolve, 'image/jpeg', 0.85));
    return blob && URL.createObjectURL(blob);
  } catch {
    // Whatever the browser cannot draw, the server judges.
    return null;
  }
}
// #endif
