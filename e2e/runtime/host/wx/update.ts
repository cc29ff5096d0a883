import { addCall } from '../report';

type Listener = (result?: unknown) => void;

const listeners: Record<'ready' | 'failed', Listener[]> = { ready: [], failed: [] };
let isReady = false;

/** What `wx.getUpdateManager` gives; what it has loaded is up to the test. Applying it is recorded and restarts nothing. */
export const updateManager = {
  onCheckForUpdate: (listener: Listener) => {
    setTimeout(() => listener({ hasUpdate: false }));
  },
  onUpdateReady: (listener: Listener) => void listeners.ready.push(listener),
  onUpdateFailed: (listener: Listener) => void listeners.failed.push(listener),
  applyUpdate: () => {
    addCall('UpdateManager.applyUpdate', []);
    if (!isReady) throw new Error('applyUpdate:fail update is not ready');
  },
};

/** WeChat has loaded a new version of the program, or failed to. */
export function tellUpdate(outcome: 'ready' | 'failed'): void {
  isReady ||= outcome === 'ready';
  for (const listener of listeners[outcome]) listener();
}
