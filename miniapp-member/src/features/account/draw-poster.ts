import qrcode from 'qrcode-generator';

/** Side of the poster's canvas in its own units; the picture is twice as fine. */
export const posterSize = { width: 300, height: 420 } as const;
const qrSide = 168;

export interface PosterText {
  inviter: string;
  note: string;
  url: string;
}

/** Draws the invite on the canvas of that id and resolves with the picture's path (phones) or data (browsers). */
export function drawPoster(canvasId: string, text: PosterText): Promise<string> {
  const context = uni.createCanvasContext(canvasId);
  drawLake(context);
  drawWords(context, text);
  drawQr(context, text.url);
  return new Promise((resolve, reject) => {
    context.draw(false, () =>
      uni.canvasToTempFilePath({
        canvasId,
        ...posterSize,
        destWidth: posterSize.width * 3,
        destHeight: posterSize.height * 3,
        success: (result) => resolve(result.tempFilePath),
        fail: reject,
      }),
    );
  });
}

function drawLake(context: UniApp.CanvasContext): void {
  const { width, height } = posterSize;
  context.setFillStyle('#ffffff');
  context.fillRect(0, 0, width, height);
  const lake = context.createLinearGradient(0, 0, width, 170);
  lake.addColorStop(0, '#0b4a4e');
  lake.addColorStop(1, '#13757b');
  context.setFillStyle(lake);
  context.fillRect(0, 0, width, 170);
  context.beginPath();
  context.setStrokeStyle('rgba(200, 150, 62, 0.4)');
  context.setLineWidth(16);
  context.arc(width - 30, 10, 60, 0, 2 * Math.PI);
  context.stroke();
}

function drawWords(context: UniApp.CanvasContext, text: PosterText): void {
  const middle = posterSize.width / 2;
  context.setTextAlign('left');
  context.setFillStyle('#ffffff');
  context.setFontSize(26);
  context.fillText('湖畔', 24, 52);
  context.setFontSize(13);
  context.fillText('一张卡，一湖鲜', 24, 76);
  context.setFontSize(18);
  context.fillText(`${shorten(text.inviter, 8)} 邀请你成为会员`, 24, 120);
  context.setFillStyle('#f0d49a');
  context.setFontSize(12);
  context.fillText(shorten(text.note, 20), 24, 144);
  context.setTextAlign('center');
  context.setFillStyle('#64757a');
  context.setFontSize(12);
  context.fillText('扫一扫，成为会员', middle, 392);
}

function drawQr(context: UniApp.CanvasContext, url: string): void {
  const code = qrcode(0, 'M');
  code.addData(url, 'Byte');
  code.make();
  const count = code.getModuleCount();
  const side = qrSide / count;
  const left = (posterSize.width - qrSide) / 2;
  const top = 192;
  context.setFillStyle('#1b2a2c');
  for (let row = 0; row < count; row += 1) {
    for (let column = 0; column < count; column += 1) {
      // A hair of overlap keeps the modules from showing seams.
      if (code.isDark(row, column))
        context.fillRect(left + column * side, top + row * side, side + 0.3, side + 0.3);
    }
  }
}

/** The first `length` characters, with … when there were more. */
function shorten(text: string, length: number): string {
  const characters = [...text];
  return characters.length <= length ? text : `${characters.slice(0, length - 1).join('')}…`;
}
