import { sdk } from '@/app/api';

/** Sends a login code to the phone of a channel. */
export function requestCode(phone: string) {
  return sdk.sms.requestSmsCode({ body: { audience: 'channel', phone } });
}
