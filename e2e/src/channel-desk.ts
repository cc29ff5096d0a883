import type { Driver } from './drivers/driver';
import { PhoneApp } from './phone-app';

/** One field of work in the channel app; each begins at the workbench. */
export abstract class ChannelDesk extends PhoneApp {
  constructor(
    driver: Driver,
    protected readonly openWorkbench: () => Promise<void>,
  ) {
    super(driver);
  }
}
