/** The colours a tag may have; a feature maps its states to them in one table. */
export type TagTone = 'neutral' | 'lake' | 'gold' | 'crab' | 'ok' | 'warn' | 'bad';

/** How a state is shown: its Chinese name and its colour. */
export interface StatusLook {
  readonly label: string;
  readonly tone: TagTone;
}

/** One table a status type: `const cardStatusLook: StatusLooks<CardStatus> = { inactive: { label: '未激活', tone: 'neutral' }, … }`. */
export type StatusLooks<Status extends string> = Readonly<Record<Status, StatusLook>>;
