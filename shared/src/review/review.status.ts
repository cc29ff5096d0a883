import type { TransitionTable } from '../kernel/status';

/** A review waits for approval, is on the offer's page, or is kept off it. */
export const ReviewStatus = { pending: 'pending', shown: 'shown', hidden: 'hidden' } as const;
export type ReviewStatus = (typeof ReviewStatus)[keyof typeof ReviewStatus];

export const reviewTransitions: TransitionTable<ReviewStatus> = {
  pending: ['shown', 'hidden'],
  shown: ['hidden'],
  hidden: ['shown'],
};
export const reviewStatusName: Readonly<Record<ReviewStatus, string>> = {
  pending: '待审核',
  shown: '已展示',
  hidden: '已隐藏',
};
