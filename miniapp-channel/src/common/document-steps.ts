import type { DocumentStep } from '@lakeside/shared/document/document.contract';
import { showInstant } from '@lakeside/shared/ui/show-instant';

export interface ShownStep {
  title: string;
  note?: string;
  state?: 'done' | 'current' | 'waiting' | 'failed';
}

/** The steps of a paper as a timeline, ended by what is still awaited. */
export function shownSteps(steps: readonly DocumentStep[], awaited: string | null): ShownStep[] {
  const done: ShownStep[] = steps.map((step) => ({
    title: `${step.actorName} ${step.action}`.trim(),
    note: [showInstant(step.at), step.note].filter(Boolean).join(' · '),
  }));
  return awaited === null ? done : [...done, { title: awaited, state: 'waiting' }];
}
