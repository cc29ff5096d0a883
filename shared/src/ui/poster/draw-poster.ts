/** Size of a poster in its own units. */
export const posterSize = { width: 300, height: 420 } as const;

/** Pixels per unit: as fine as the finest phones, so that the picture is the same whoever saves it. */
const density = 3;
const margin = 24;
const headHeight = 170;
const codeSide = 168;

export interface PosterText {
  /** Small line below the brand. */
  readonly slogan: string;
  readonly title: string;
  readonly note: string;
  /** What to do with the code. */
  readonly hint: string;
}

/** What is drawn on: a canvas of the page on a phone, one of our own in a browser. */
export interface PosterBoard {
  width: number;
  height: number;
  getContext(kind: '2d'): CanvasRenderingContext2D | null;
}

/** Draws a poster with this code over the whole board. */
export function drawPoster(board: PosterBoard, text: PosterText, code: CanvasImageSource): void {
  board.width = posterSize.width * density;
  board.height = posterSize.height * density;
  const context = board.getContext('2d');
  if (!context) throw new Error('a canvas without a drawing context');
  context.scale(density, density);
  drawLake(context);
  drawWords(context, text);
  // A code of squares stays sharp; a round one is bigger than its place and only gets smaller.
  context.imageSmoothingEnabled = false;
  context.drawImage(code, (posterSize.width - codeSide) / 2, 192, codeSide, codeSide);
}

function drawLake(context: CanvasRenderingContext2D): void {
  const { width, height } = posterSize;
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, width, height);
  const lake = context.createLinearGradient(0, 0, width, headHeight);
  lake.addColorStop(0, '#0b4a4e');
  lake.addColorStop(1, '#13757b');
  context.fillStyle = lake;
  context.fillRect(0, 0, width, headHeight);
  context.beginPath();
  context.strokeStyle = 'rgba(200, 150, 62, 0.4)';
  context.lineWidth = 16;
  context.arc(width - 30, 10, 60, 0, 2 * Math.PI);
  context.stroke();
}

function drawWords(context: CanvasRenderingContext2D, text: PosterText): void {
  const write = (words: string, at: { y: number; size: number; color: string }) => {
    context.font = `${at.size}px sans-serif`;
    context.fillStyle = at.color;
    context.fillText(
      fit(context, words),
      context.textAlign === 'center' ? posterSize.width / 2 : margin,
      at.y,
    );
  };
  context.textAlign = 'left';
  write('湖畔', { y: 52, size: 26, color: '#ffffff' });
  write(text.slogan, { y: 76, size: 13, color: '#dcebea' });
  write(text.title, { y: 120, size: 18, color: '#ffffff' });
  write(text.note, { y: 144, size: 12, color: '#f0d49a' });
  context.textAlign = 'center';
  write(text.hint, { y: 392, size: 12, color: '#64757a' });
}

/** As much of a line as fits between the margins, with … when something is left out. */
function fit(context: CanvasRenderingContext2D, words: string): string {
  const room = posterSize.width - 2 * margin;
  if (context.measureText(words).width <= room) return words;
  const characters = [...words];
  while (characters.length > 0 && context.measureText(`${characters.join('')}…`).width > room)
    characters.pop();
  return `${characters.join('')}…`;
}
