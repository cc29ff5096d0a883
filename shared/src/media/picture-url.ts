import * as v from 'valibot';

/**
 * Where an uploaded picture stands on our own site. Nothing else is taken for a picture, so that nobody can make other
 * people's phones load an address of theirs.
 */
export const pictureUrlSchema = v.pipe(
  v.string('请选择图片'),
  v.regex(/^\/media\/\w{22}\.(jpg|png|webp)$/, '图片不正确，请重新选择'),
);
