import { drawPoster, type PosterBoard, type PosterText } from './draw-poster';

export const posterBoardId = 'lk-poster-board';

/**
 * Draws a poster and resolves with its picture: a file on a phone, data in a browser. `component` holds the canvas
 * `#lk-poster-board`; `code` is what an `image` would show.
 */
export async function renderPoster(component: unknown, text: PosterText, code: string): Promise<string> {
  // #ifdef H5
  const board = document.createElement('canvas');
  drawPoster(board, text, await loaded(new Image(), code));
  return board.toDataURL('image/png');
  // #endif
  // #ifndef H5
  const canvas = await findBoard(component);
  drawPoster(canvas, text, await loaded(canvas.createImage(), code));
  return exportBoard(canvas);
  // #endif
}

function loaded(picture: HTMLImageElement, source: string): Promise<HTMLImageElement> {
  return new Promise((resolve, reject) => {
    picture.onload = () => resolve(picture);
    picture.onerror = () => reject(new Error('the code of the poster did not load'));
    picture.src = source;
  });
}

// #ifndef H5
/** The canvas of a mini program: of a browser's it has the drawing context and nothing else. */
interface PhoneBoard extends PosterBoard {
  createImage(): HTMLImageElement;
}

function findBoard(component: unknown): Promise<PhoneBoard> {
  return new Promise((resolve, reject) => {
    uni
      .createSelectorQuery()
      .in(component)
      .select(`#${posterBoardId}`)
      .fields({ node: true, size: true }, (found) => {
        const node: unknown = Reflect.get(Object(found), 'node');
        if (node) resolve(node as PhoneBoard);
        else reject(new Error('the canvas of the poster is not on the page'));
      })
      .exec();
  });
}

function exportBoard(canvas: PhoneBoard): Promise<string> {
  const { width: destWidth, height: destHeight } = canvas;
  return new Promise((resolve, reject) => {
    // The published type asks for `canvasId`, which belongs to the old kind of canvas.
    const options = { canvas, destWidth, destHeight } as object as UniApp.CanvasToTempFilePathOptions;
    uni.canvasToTempFilePath({
      ...options,
      success: ({ tempFilePath }) => resolve(tempFilePath),
      fail: reject,
    });
  });
}
// #endif
