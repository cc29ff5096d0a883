import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { type RunningDoubles, startDoubles } from '../doubles/start-doubles';
import type { SuiteContext, TestApp } from '../kit/test-app';
import { knowPayers } from './purchase.builder';

export interface SharedWechatPay {
  /** For the servers of the file; filled before the first of them starts. */
  readonly environment: Record<string, string>;
  readonly doubles: RunningDoubles;
  /** Notices go to this server from now on, and the doubles follow its clock. */
  serve(app: TestApp): void;
  /** Called in a suite: its members can pay, and every test begins on the same morning with nothing that fails. */
  useIn(context: SuiteContext): void;
}

const morning = '2026-10-06T09:00:00+08:00';

/** One WeChat Pay beside all servers of a file. Its notices wait until a test delivers them. */
export function shareWechatPay(): SharedWechatPay {
  const environment: Record<string, string> = {};
  let current: TestApp | null = null;
  let started: RunningDoubles | null = null;
  const doubles = () => {
    if (!started) throw new Error('the doubles start before the first test');
    return started;
  };
  const serve = (app: TestApp) => {
    current = app;
    doubles()['wechat-pay'].notices.origin = app.url;
  };
  beforeAll(async () => {
    started = await startDoubles({ now: () => current?.clock.now() ?? new Date() });
    started['wechat-pay'].notices.hold();
    Object.assign(environment, started.environment);
  });
  afterAll(() => started?.stop());
  return {
    environment,
    get doubles() {
      return doubles();
    },
    serve,
    useIn(context) {
      beforeAll(() => knowPayers(context.app));
      beforeEach(() => serve(context.app));
      afterEach(() => {
        context.app.clock.set(morning);
        doubles().faults.clear();
        Object.assign(doubles()['wechat-pay'], { refundOutcome: 'SUCCESS', balanceFen: null });
      });
    },
  };
}
