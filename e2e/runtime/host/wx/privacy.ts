import { phone, refuses } from '../phone';
import { addCall } from '../report';
import { ApiFailure } from './api-failure';

/** What WeChat opens only after the person has agreed to the privacy guide (小程序用户隐私保护指引). */
export const privateApis = new Set([
  'chooseAddress',
  'chooseContact',
  'chooseImage',
  'chooseInvoiceTitle',
  'chooseLicensePlate',
  'chooseLocation',
  'chooseMedia',
  'chooseMessageFile',
  'choosePoi',
  'chooseVideo',
  'getClipboardData',
  'getFuzzyLocation',
  'getLocation',
  'getUserProfile',
  'getWeRunData',
  'openBluetoothAdapter',
  'saveImageToPhotosAlbum',
  'saveVideoToPhotosAlbum',
  'setClipboardData',
  'startRecord',
]);

type Decision = { event: 'agree' | 'disagree' | 'exposureAuthorization'; buttonId?: string };
type Listener = (resolve: (decision: Decision) => void, info: { referrer: string }) => void;

let hasAgreed = phone.state.hasAgreedToPrivacy;
let listener: Listener | null = null;
const pressedButtons = new Set<string>();

/** The person pressed a button with `open-type="agreePrivacyAuthorization"`. */
export function pressPrivacyButton(id: string): void {
  pressedButtons.add(id);
  hasAgreed = true;
}

/** Goes on once the person has agreed; asks through the program's own dialog, or WeChat's when it has none. */
export async function ensurePrivacy(api: string): Promise<void> {
  if (hasAgreed) return;
  const isAgreed = await (listener === null ? askByWechat() : askByProgram(listener, api));
  if (!isAgreed) throw new ApiFailure('privacy permission is not authorized', { errno: 104 });
  hasAgreed = true;
}

function askByWechat(): Promise<boolean> {
  return Promise.resolve(!refuses('privacy'));
}

function askByProgram(ask: Listener, referrer: string): Promise<boolean> {
  return new Promise((resolve) => {
    const decide = ({ event, buttonId }: Decision) => {
      if (event === 'exposureAuthorization') return;
      // Agreement counts only together with WeChat's own button.
      resolve(event === 'agree' && buttonId !== undefined && pressedButtons.has(buttonId));
    };
    ask(decide, { referrer });
  });
}

/** The APIs that `asyncApi` cannot make, since it asks them. */
export const privacyListeners = {
  onNeedPrivacyAuthorization(ask: Listener): void {
    addCall('onNeedPrivacyAuthorization', []);
    listener = ask;
  },
};

export const privacyHandlers = {
  getPrivacySetting: () => ({ needAuthorization: !hasAgreed, privacyContractName: '《用户隐私保护指引》' }),
  requirePrivacyAuthorize: () => ensurePrivacy('requirePrivacyAuthorize'),
  openPrivacyContract: () => undefined,
};
