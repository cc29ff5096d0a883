import { describe } from 'vitest';
import { RuntimeDriver } from '../../src/drivers/runtime-driver';
import { afterSaleJourneys } from './after-sale';
import { cardJourneys } from './channel-cards';
import { eCardJourneys } from './e-card';
import { networkJourneys } from './channel-network';
import { storeJourneys } from './channel-store';
import { memberJourneys } from './member';
import { messageJourneys } from './messages';
import { offlineJourneys } from './offline';
import { shoppingJourneys } from './shopping';
import { useWorld } from './world';

describe('in the compiled mini programs', () => {
  const world = useWorld((browser, holder) => RuntimeDriver.start(browser, holder));

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
