import { idSchema } from '@lakeside/shared/kernel/schemas';
import * as v from 'valibot';

/** Errand of this module for itself: a line shall be sent to Sand, after the commit. */
export const splitToSendTopic = 'split.toSend';
export const splitToSendPayload = v.object({ lineId: idSchema });
