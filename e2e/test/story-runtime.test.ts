import { describe } from 'vitest';
import { RuntimeDriver } from '../src/drivers/runtime-driver';
import { storyOfACard } from './journeys/story';

describe('in the compiled mini programs', () =>
  storyOfACard((browser, holder) => RuntimeDriver.start(browser, holder)));
