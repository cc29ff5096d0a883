import { describe } from 'vitest';
import { H5Driver } from '../../src/drivers/h5-driver';
import { afterSaleJourneys } from './after-sale';
import { cardJourneys } from './channel-cards';
import { networkJourneys } from './channel-network';
import { storeJourneys } from './channel-store';
import { eCardJourneys } from './e-card';
import { memberJourneys } from './member';
import { messageJourneys } from './messages';
import { offlineJourneys } from './offline';
import { shoppingJourneys } from './shopping';
import { useWorld } from './world';

describe('on H5', () => {
  const world = useWorld((browser, holder) => H5Driver.start(browser, holder));

  memberJourneys(world);
  shoppingJourneys(world);
  eCardJourneys(world);
  messageJourneys(world);
  offlineJourneys(world);
  networkJourneys(world);
  cardJourneys(world);
  storeJourneys(world);
  afterSaleJourneys(world);
});
