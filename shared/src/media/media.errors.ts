import { commonErrors, defineErrors, errorFactory } from '../kernel/app-error';

/** Refusals of uploaded pictures and of the library. */
export const mediaErrors = defineErrors({
  UNSUPPORTED_MEDIA_TYPE: { ...commonErrors.UNSUPPORTED_MEDIA_TYPE, message: '请选择 JPG、PNG 或 WebP 图片' },
  PAYLOAD_TOO_LARGE: { ...commonErrors.PAYLOAD_TOO_LARGE, message: '图片不能超过 5 MB' },
  PICTURE_TOO_DETAILED: { status: 422, message: '图片的像素太多，请换一张小一些的' },
  PICTURE_FILE_MISSING: { status: 422, message: '文件没有上传成功，请重新上传' },
  LIBRARY_PICTURE_NOT_FOUND: { status: 404, message: '素材不存在，请刷新' },
  PICTURE_LIMIT_REACHED: { status: 429, message: '今天上传的图片太多了，请明天再上传' },
});

export const mediaError = errorFactory(mediaErrors);

/** Refusals of uploaded videos. */
export const videoErrors = defineErrors({
  UNSUPPORTED_MEDIA_TYPE: { ...commonErrors.UNSUPPORTED_MEDIA_TYPE, message: '请选择完整的 MP4 视频' },
  PAYLOAD_TOO_LARGE: { ...commonErrors.PAYLOAD_TOO_LARGE, message: '视频不能超过 50 MB' },
});

export const videoError = errorFactory(videoErrors);
