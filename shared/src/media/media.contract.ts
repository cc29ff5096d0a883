import * as v from 'valibot';
import { AdminPermission } from '../identity/admin-permission';
import { commonErrors } from '../kernel/app-error';
import { endpoint } from '../kernel/endpoint';

export const mediaAdminContract = {
  uploadPicture: endpoint({
    method: 'POST',
    path: '/api/admin/pictures',
    audience: 'admin',
    permission: AdminPermission.catalogEdit,
    kind: 'upload',
    response: v.object({ url: v.string(), width: v.number(), height: v.number() }),
    errors: {
      UNSUPPORTED_MEDIA_TYPE: commonErrors.UNSUPPORTED_MEDIA_TYPE,
      PAYLOAD_TOO_LARGE: commonErrors.PAYLOAD_TOO_LARGE,
    },
    summary: 'Stores a JPEG, PNG or WebP picture of at most 5 MB; the type is read from its bytes.',
  }),
};
