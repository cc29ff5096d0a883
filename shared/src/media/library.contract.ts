import * as v from 'valibot';
import { AdminPermission } from '../identity/admin-permission';
import { endpoint } from '../kernel/endpoint';
import { pageOf, pageQueryEntries } from '../kernel/page';
import {
  cleanText,
  countSchema,
  idParams,
  idSchema,
  instantSchema,
  okSchema,
  textSchema,
} from '../kernel/schemas';
import { mediaErrors } from './media.errors';
import { pictureUrlSchema } from './picture-url';
import { videoUrlSchema } from './video-url';

const { PICTURE_FILE_MISSING, LIBRARY_PICTURE_NOT_FOUND } = mediaErrors;

export const libraryKindSchema = v.picklist(['picture', 'video']);
export type LibraryKind = v.InferOutput<typeof libraryKindSchema>;

/** A picture or video kept to be used again (AD-357, AD-358). */
export const libraryPictureSchema = v.object({
  id: idSchema,
  kind: libraryKindSchema,
  url: v.string(),
  name: v.string(),
  /** Empty = in no group. */
  groupName: v.string(),
  /** In pixels; 0 for a video. */
  width: countSchema,
  height: countSchema,
  sizeBytes: countSchema,
  createdAt: instantSchema,
});
export type LibraryPicture = v.InferOutput<typeof libraryPictureSchema>;

const groupNameSchema = v.pipe(v.string(), v.transform(cleanText), v.maxLength(20, '分组最多 20 个字'));

export const addPicturesBody = v.object({
  pictures: v.pipe(
    v.array(
      v.object({
        url: v.union([pictureUrlSchema, videoUrlSchema], '请选择图片或视频'),
        name: textSchema(60, '请填写名称'),
      }),
    ),
    v.minLength(1, '请选择图片或视频'),
    v.maxLength(20, '一次最多 20 个'),
  ),
  groupName: groupNameSchema,
});
export const updatePictureBody = v.object({ name: textSchema(60, '请填写名称'), groupName: groupNameSchema });

export const libraryAdminContract = {
  listPictures: endpoint({
    method: 'GET',
    path: '/api/admin/library-pictures',
    audience: 'admin',
    permission: AdminPermission.catalogView,
    query: v.object({
      ...pageQueryEntries,
      search: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(60))),
      groupName: v.optional(groupNameSchema),
      kind: v.optional(libraryKindSchema),
    }),
    response: pageOf(libraryPictureSchema),
    summary: 'Pictures and videos of the library by name, group and kind, the newest first (AD-357, AD-358).',
  }),
  listGroups: endpoint({
    method: 'GET',
    path: '/api/admin/library-groups',
    audience: 'admin',
    permission: AdminPermission.catalogView,
    response: v.array(v.string()),
    summary: 'The groups pictures and videos are in, by name, at most a hundred.',
  }),
  addPictures: endpoint({
    method: 'POST',
    path: '/api/admin/library-pictures',
    audience: 'admin',
    permission: AdminPermission.catalogEdit,
    body: addPicturesBody,
    response: v.array(libraryPictureSchema),
    errors: { PICTURE_FILE_MISSING },
    idempotent: true,
    summary:
      'Keeps uploaded pictures and videos in the library; one that is there already stays as it is (AD-357, AD-358).',
  }),
  updatePicture: endpoint({
    method: 'PUT',
    path: '/api/admin/library-pictures/:id',
    audience: 'admin',
    permission: AdminPermission.catalogEdit,
    params: idParams,
    body: updatePictureBody,
    response: libraryPictureSchema,
    errors: { LIBRARY_PICTURE_NOT_FOUND },
    summary: 'Renames a picture or video of the library or moves it to another group.',
  }),
  removePicture: endpoint({
    method: 'DELETE',
    path: '/api/admin/library-pictures/:id',
    audience: 'admin',
    permission: AdminPermission.catalogEdit,
    params: idParams,
    response: okSchema,
    errors: { LIBRARY_PICTURE_NOT_FOUND },
    summary: 'Takes a picture or video out of the library; goods that show it keep it.',
  }),
};
