import { describe } from 'vitest';
import { H5Driver } from '../src/drivers/h5-driver';
import { storyOfACard } from './journeys/story';

describe('on H5', () => storyOfACard((browser, holder) => H5Driver.start(browser, holder)));
