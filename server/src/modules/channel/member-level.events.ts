import { idSchema } from '@lakeside/shared/kernel/schemas';
import * as v from 'valibot';

/** A level is reached by paying another amount than before. Delivered at least once to each listener. */
export const upgradeAmountChangedTopic = 'memberLevel.upgradeAmountChanged';
export const upgradeAmountChangedPayload = v.object({ levelId: idSchema });
