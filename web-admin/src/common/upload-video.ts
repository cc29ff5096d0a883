import { maxVideoBytes } from '@lakeside/shared/media/video-url';
import { sdk } from '@/app/api';
import { showError, showMessage } from './feedback';

/** What a file field of videos accepts. */
export const acceptedVideos = 'video/mp4';
/** Said wherever videos are chosen: they cost extra. */
export const videoCostText = '视频流量由存储服务另计费';
const uploadTimeoutMs = 10 * 60_000;

/** Uploads a video; null when it is none or was refused, and the person was told. */
export async function uploadVideo(
  file: File,
  onProgress?: (fraction: number) => void,
): Promise<string | null> {
  if (file.type !== acceptedVideos) {
    showMessage('只支持 MP4 视频');
    return null;
  }
  if (file.size > maxVideoBytes) {
    showMessage('视频不能超过 50 MB');
    return null;
  }
  try {
    const input = { file: { kind: 'blob', blob: file, fileName: file.name } } as const;
    const { url } = await sdk.media.uploadVideo(input, {
      timeoutMs: uploadTimeoutMs,
      ...(onProgress ? { onProgress } : {}),
    });
    return url;
  } catch (error) {
    showError(error);
    return null;
  }
}
