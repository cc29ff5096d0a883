import { Application } from '../application';
import { phone } from '../phone';
import type { PageStack } from '../pages';
import { asyncApis, syncApi } from './api';
import { updateManager } from './update';

const library = '3.8.0';
const barHeight = 44;

let clipboard = '';

/** The phone, the window and the program's own life. */
export function deviceApi(stack: PageStack, application: Application): Record<string, unknown> {
  const windowInfo = () => {
    const box = stack.top?.frame.viewBox;
    const { statusBarHeight } = phone.state;
    return {
      pixelRatio: window.devicePixelRatio,
      screenWidth: window.innerWidth,
      screenHeight: window.innerHeight,
      windowWidth: window.innerWidth,
      windowHeight: box && box.height > 0 ? box.height : window.innerHeight - statusBarHeight - barHeight,
      statusBarHeight,
      screenTop: box?.top ?? 0,
      safeArea: {
        top: statusBarHeight,
        left: 0,
        right: window.innerWidth,
        bottom: window.innerHeight,
        width: window.innerWidth,
        height: window.innerHeight - statusBarHeight,
      },
    };
  };
  const deviceInfo = () => ({
    brand: 'Lakeside',
    model: 'Test phone',
    platform: 'android',
    system: 'Android 14',
    abi: 'arm64-v8a',
    benchmarkLevel: 40,
    memorySize: 8192,
  });
  const appBaseInfo = () => ({
    SDKVersion: library,
    version: '8.0.55',
    language: 'zh_CN',
    theme: 'light',
    enableDebug: false,
    fontSizeSetting: 16 * phone.state.fontSizeScale,
    fontSizeScaleFactor: phone.state.fontSizeScale,
    host: { env: 'WeChat' },
  });
  const systemInfo = () => ({ ...windowInfo(), ...deviceInfo(), ...appBaseInfo() });
  return {
    getWindowInfo: syncApi('getWindowInfo', windowInfo),
    getDeviceInfo: syncApi('getDeviceInfo', deviceInfo),
    getAppBaseInfo: syncApi('getAppBaseInfo', appBaseInfo),
    getSystemInfoSync: syncApi('getSystemInfoSync', systemInfo),
    getSystemSetting: syncApi('getSystemSetting', () => ({
      bluetoothEnabled: phone.state.isBluetoothOn,
      locationEnabled: true,
      wifiEnabled: !phone.state.isOffline,
      deviceOrientation: 'portrait',
    })),
    getMenuButtonBoundingClientRect: syncApi('getMenuButtonBoundingClientRect', () => {
      const [width, height, top, right] = [87, 32, phone.state.statusBarHeight + 6, window.innerWidth - 7];
      return { width, height, top, right, bottom: top + height, left: right - width };
    }),
    getAccountInfoSync: syncApi('getAccountInfoSync', () => ({
      miniProgram: { appId: 'touristappid', envVersion: 'develop', version: '' },
    })),
    ...asyncApis({
      getSystemInfo: systemInfo,
      setClipboardData: ({ data }) => void (clipboard = String(data)),
      getClipboardData: () => ({ data: clipboard }),
      vibrateShort: () => undefined,
      vibrateLong: () => undefined,
      setKeepScreenOn: () => undefined,
      getBatteryInfo: () => ({ level: 80, isCharging: false }),
      hideKeyboard: () => (document.activeElement as HTMLElement | null)?.blur(),
    }),
    ...lifeApi(application),
    createInnerAudioContext: syncApi('createInnerAudioContext', silentAudio),
  };
}

type Hook = (argument: unknown) => unknown;

function lifeApi(application: Application): Record<string, unknown> {
  const pairs = {
    AppShow: 'onShow',
    AppHide: 'onHide',
    Error: 'onError',
    UnhandledRejection: 'onUnhandledRejection',
    PageNotFound: 'onPageNotFound',
  } as const;
  return {
    getLaunchOptionsSync: () => Application.optionsOf(application.launchOptions),
    getEnterOptionsSync: () => Application.optionsOf(application.enterOptions),
    ...Object.fromEntries(
      Object.entries(pairs).flatMap(([event, hook]): [string, (listener: Hook) => void][] => [
        [`on${event}`, (listener) => application.listen(hook, listener)],
        [`off${event}`, (listener) => application.unlisten(hook, listener)],
      ]),
    ),
    ...Object.fromEntries(
      ['ThemeChange', 'WindowResize', 'MemoryWarning', 'KeyboardHeightChange', 'UserCaptureScreen'].flatMap(
        (event): [string, () => void][] => [
          [`on${event}`, () => undefined],
          [`off${event}`, () => undefined],
        ],
      ),
    ),
    getUpdateManager: () => updateManager,
  };
}

/** A player that makes no sound; what it plays is recorded by its name only. */
function silentAudio(): Record<string, unknown> {
  const methods = [
    'play',
    'pause',
    'stop',
    'seek',
    'destroy',
    'onPlay',
    'onEnded',
    'onError',
    'onStop',
    'onCanplay',
  ];
  return {
    src: '',
    loop: false,
    volume: 1,
    ...Object.fromEntries(methods.map((name) => [name, () => undefined])),
  };
}
