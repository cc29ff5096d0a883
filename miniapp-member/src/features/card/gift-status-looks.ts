import { giftStatusName, type GiftStatus } from '@lakeside/shared/card/card.status';
import type { StatusLooks } from '@lakeside/shared/ui/tag-tone';

export const giftStatusLooks: StatusLooks<GiftStatus> = {
  open: { label: giftStatusName.open, tone: 'gold' },
  accepted: { label: giftStatusName.accepted, tone: 'ok' },
  takenBack: { label: giftStatusName.takenBack, tone: 'neutral' },
  expired: { label: giftStatusName.expired, tone: 'neutral' },
};
