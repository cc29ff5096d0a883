import { AppError, defineErrors, errorFactory } from '../kernel/app-error';

/** Why a shipping label cannot be turned into a print job. */
export const labelErrors = defineErrors({
  LABEL_TEXT_UNPRINTABLE: { status: 422, message: '面单上有打印机打不出的字：{characters}，请改用其他字' },
  LABEL_BARCODE_TOO_LONG: { status: 422, message: '运单号 {value} 太长，条码印不下' },
  LABEL_QR_TOO_LONG: { status: 422, message: '面单二维码的内容太长，印不下' },
});

export const labelError = errorFactory(labelErrors);

/** Text holds characters outside GBK, which the printer's resident Chinese font cannot draw. */
export class LabelTextError extends AppError<'LABEL_TEXT_UNPRINTABLE'> {
  /** Each offending character once, in order of appearance. */
  readonly characters: readonly string[];

  constructor(characters: readonly string[]) {
    super('LABEL_TEXT_UNPRINTABLE', labelErrors.LABEL_TEXT_UNPRINTABLE, { characters: characters.join(' ') });
    this.name = 'LabelTextError';
    this.characters = characters;
  }
}
