import { idSchema } from '@lakeside/shared/kernel/schemas';
import * as v from 'valibot';

/** A parcel shall be followed: 快递100 is asked to push its scans. */
export const followParcelTopic = 'express.followParcel';
export const followParcelPayload = v.object({ parcelId: idSchema });
