import * as v from 'valibot';
import { AdminPermission } from '../identity/admin-permission';
import { endpoint } from '../kernel/endpoint';
import { mediaErrors, videoErrors } from './media.errors';
import { maxVideoBytes } from './video-url';

const {
  PICTURE_LIMIT_REACHED,
  PICTURE_FILE_MISSING: _missing,
  LIBRARY_PICTURE_NOT_FOUND: _notFound,
  ...pictureErrors
} = mediaErrors;

const uploadedPictureSchema = v.object({ url: v.string(), width: v.number(), height: v.number() });

export const mediaAdminContract = {
  uploadPicture: endpoint({
    method: 'POST',
    path: '/api/admin/pictures',
    audience: 'admin',
    permission: AdminPermission.catalogEdit,
    kind: 'upload',
    response: uploadedPictureSchema,
    errors: pictureErrors,
    summary: 'Stores a JPEG, PNG or WebP picture of at most 5 MB; the type is read from its bytes.',
  }),
  uploadVideo: endpoint({
    method: 'POST',
    path: '/api/admin/videos',
    audience: 'admin',
    permission: AdminPermission.catalogEdit,
    kind: 'upload',
    uploadLimitBytes: maxVideoBytes,
    response: v.object({ url: v.string() }),
    errors: videoErrors,
    summary: 'Stores an MP4 video of at most 50 MB; the type is read from its bytes (AD-358).',
  }),
};

/** Pictures of members: their face, what they show in a review or an after-sale. */
export const mediaMemberContract = {
  uploadPicture: endpoint({
    method: 'POST',
    path: '/api/member/pictures',
    audience: 'member',
    permission: 'self',
    kind: 'upload',
    response: uploadedPictureSchema,
    errors: { ...pictureErrors, PICTURE_LIMIT_REACHED },
    summary:
      'Stores a JPEG, PNG or WebP picture of at most 5 MB without what a camera wrote about place and maker; 60 a day (MB-058).',
  }),
};
