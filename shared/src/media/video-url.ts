import * as v from 'valibot';

/** Where an uploaded video stands on our own site; as with pictures nothing else is taken (AD-358). */
export const videoUrlSchema = v.pipe(
  v.string('请选择视频'),
  v.regex(/^\/media\/\w{22}\.mp4$/, '视频不正确，请重新选择'),
);

/** The largest video that is stored, in bytes. */
export const maxVideoBytes = 50 * 1024 * 1024;
