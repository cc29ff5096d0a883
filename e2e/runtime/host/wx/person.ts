import { askNode, fromBase64, toBase64 } from '../bridge';
import { hasGesture, withGesture } from '../gesture';
import { refuses } from '../phone';
import { addProblem } from '../report';
import type { PaymentOrder } from '../../protocol';
import { asyncApis } from './api';
import { ApiFailure, requireString, type ApiOptions } from './api-failure';
import { readFile, writeTemporaryFile } from './files';
import { fetchBytes } from './network';
import { privacyHandlers } from './privacy';

let lastCode = 0;

const scopes = {
  'scope.userLocation': 'location',
  'scope.writePhotosAlbum': 'album',
  'scope.bluetooth': 'bluetooth',
  'scope.camera': 'camera',
} as const;

/** An API without a sensible answer of its own: the person gives up unless the test has prepared one. */
const givesUp = (): never => {
  throw new ApiFailure('cancel');
};

function authSetting(): Record<string, boolean> {
  return Object.fromEntries(Object.entries(scopes).map(([scope, question]) => [scope, !refuses(question)]));
}

function authorize({ scope }: ApiOptions): void {
  const question = scopes[String(scope) as keyof typeof scopes] as
    | (typeof scopes)[keyof typeof scopes]
    | undefined;
  if (question === undefined) throw new ApiFailure('invalid scope', { errno: 1001 });
  if (refuses(question)) throw new ApiFailure('auth deny', { errno: 103 });
}

function needGesture(): void {
  if (!hasGesture()) throw new ApiFailure('can only be invoked by user TAP gesture.', { errCode: 10005 });
}

/** A one-time agreement to messages: at most five templates a question, and only in answer to a touch or a payment. */
async function requestSubscribeMessage({ tmplIds }: ApiOptions): Promise<object> {
  const templates = Array.isArray(tmplIds) ? tmplIds.map(String) : [];
  if (!hasGesture()) {
    addProblem('api', 'requestSubscribeMessage outside of a tap or a payment');
    throw new ApiFailure('can only be invoked by user TAP gesture.', { errCode: 20004 });
  }
  if (templates.length === 0) throw new ApiFailure('TmplIds is empty', { errCode: 10001 });
  if (templates.length > 5) throw new ApiFailure('Template count limit exceeded', { errCode: 20003 });
  if (templates.some((template) => template === ''))
    throw new ApiFailure('No template data return, verify the template id exist', { errCode: 20001 });
  const answer = refuses('subscribeMessages') ? 'reject' : 'accept';
  if (answer === 'accept') await askNode('subscribed', templates);
  return Object.fromEntries(templates.map((template) => [template, answer]));
}

/** WeChat's cashier; whether it is paid is up to the test. */
async function requestPayment(options: ApiOptions): Promise<object> {
  const order: PaymentOrder = {
    timeStamp: requireString(options, 'timeStamp'),
    nonceStr: requireString(options, 'nonceStr'),
    package: requireString(options, 'package'),
    signType: typeof options['signType'] === 'string' ? options['signType'] : 'MD5',
    paySign: requireString(options, 'paySign'),
  };
  if (!order.package.startsWith('prepay_id='))
    throw new ApiFailure('parameter error: package should start with prepay_id=');
  const outcome = await askNode('pay', order);
  if (outcome === 'cancelled') throw new ApiFailure('cancel');
  if (outcome === 'failed') throw new ApiFailure('payment was refused');
  return withGesture({});
}

/** `requiredPrivateInfos` of app.json names the place APIs a program uses. */
function declared(name: string, handle: () => object): [string, (options: ApiOptions) => object] {
  return [
    name,
    () => {
      if (!requiredPrivateInfos.includes(name)) {
        addProblem('api', `${name} is missing in requiredPrivateInfos of app.json`);
        throw new ApiFailure(
          'the api need to be declared in the requiredPrivateInfos field in app.json/ext.json',
        );
      }
      return handle();
    },
  ];
}

let requiredPrivateInfos: readonly string[] = [];

const address = {
  userName: '张三',
  telNumber: '13800000000',
  provinceName: '浙江省',
  cityName: '杭州市',
  countyName: '西湖区',
  streetName: '北山街道',
  detailInfo: '湖滨路 1 号',
  detailInfoNew: '湖滨路 1 号',
  nationalCode: '330106',
  postalCode: '310000',
};
const place = { latitude: 30.2592, longitude: 120.1491, accuracy: 30, speed: 0, altitude: 0 };

/** What WeChat asks the person: who they are, what they allow, what they pick. */
export function personApi(privateInfos: readonly string[]): Record<string, unknown> {
  requiredPrivateInfos = privateInfos;
  return asyncApis({
    ...privacyHandlers,
    ...Object.fromEntries([
      declared('chooseAddress', () => (refuses('address') ? givesUp() : address)),
      declared('getLocation', () => place),
      declared('getFuzzyLocation', () => place),
      declared('chooseLocation', givesUp),
      declared('choosePoi', givesUp),
    ]),
    login: () => ({ code: `login-code-${++lastCode}` }),
    checkSession: () => undefined,
    getSetting: ({ withSubscriptions }) => ({
      authSetting: authSetting(),
      // Nobody here has chosen for good: what is not asked again would stand in itemSettings.
      ...(withSubscriptions === true && { subscriptionsSetting: { mainSwitch: true } }),
    }),
    openSetting: () => {
      needGesture();
      return { authSetting: authSetting() };
    },
    authorize,
    scanCode: givesUp,
    chooseMedia: async ({ count, mediaType }) => {
      if (Array.isArray(mediaType) && !mediaType.some((type) => type === 'image' || type === 'mix'))
        givesUp();
      const picked = await pickPictures(count ?? 9);
      const tempFiles = picked.map(({ path, size }) => ({ tempFilePath: path, size, fileType: 'image' }));
      return { type: 'image', tempFiles };
    },
    chooseImage: async ({ count }) => {
      const picked = await pickPictures(count ?? 9);
      return { tempFilePaths: picked.map(({ path }) => path), tempFiles: picked };
    },
    previewImage: () => undefined,
    getImageInfo: async (options) => pictureInfo(requireString(options, 'src')),
    showShareImageMenu: async (options) => {
      await readFile(requireString(options, 'path'));
      if (refuses('saveAgain')) givesUp();
    },
    saveImageToPhotosAlbum: async (options) => {
      const bytes = await readFile(requireString(options, 'filePath'));
      if (refuses('saveAgain')) givesUp();
      await askNode('savedToAlbum', toBase64(bytes));
    },
    requestSubscribeMessage,
    requestPayment,
    openCustomerServiceChat: () => undefined,
    makePhoneCall: (options) => void requireString(options, 'phoneNumber'),
    navigateToMiniProgram: () => undefined,
    exitMiniProgram: () => undefined,
    showShareMenu: () => undefined,
    hideShareMenu: () => undefined,
    updateShareMenu: () => undefined,
  });
}

/** Puts what the person picks into the phone's files. */
export async function pickPictures(count: unknown): Promise<{ path: string; size: number }[]> {
  const picked = await askNode('pickedPictures', Number(count));
  if (picked.length === 0) givesUp();
  return picked.map((base64) => {
    const bytes = fromBase64(base64);
    return { path: writeTemporaryFile(bytes, bytes[0] === 0x89 ? 'png' : 'jpg'), size: bytes.length };
  });
}

/** A picture of the network is fetched into the phone's files first. */
async function pictureInfo(source: string): Promise<{ path: string; width: number; height: number }> {
  const isNetwork = /^https?:\/\/(?!tmp\/|usr\/)/.test(source);
  const bytes = isNetwork ? (await fetchBytes(source)).bytes : await readFile(source);
  const picture = await createImageBitmap(new Blob([bytes]));
  const path = isNetwork ? writeTemporaryFile(bytes, 'png') : source;
  return { path, width: picture.width, height: picture.height };
}
