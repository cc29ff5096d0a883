import type { DoubleRequest } from '../double';
import { isSigned, type WechatPayKeys } from './wechat-pay-keys';
import { WechatPayNo } from './wechat-pay-refusal';

const signatureLifeSeconds = 300;

/** Checks WECHATPAY2-SHA256-RSA2048 as WeChat does, against the machine's time. Throws SIGN_ERROR. */
export function assertSigned(request: DoubleRequest, keys: WechatPayKeys): void {
  const refuse = (reason: string) => new WechatPayNo(401, 'SIGN_ERROR', `签名错误：${reason}`);
  const [scheme, fields = ''] = (request.headers['authorization'] ?? '').split(/ (.*)/s);
  if (scheme !== 'WECHATPAY2-SHA256-RSA2048') throw refuse('认证类型不正确');
  const given = new Map([...fields.matchAll(/(\w+)="([^"]*)"/g)].map((match) => [match[1], match[2]]));
  const field = (name: string) => given.get(name) ?? '';
  if (field('mchid') !== keys.merchantId) throw refuse('商户号不正确');
  if (field('serial_no') !== keys.merchantSerial) throw refuse('商户证书序列号不正确');
  const ageSeconds = Math.abs(Date.now() / 1000 - Number(field('timestamp')));
  if (!(ageSeconds <= signatureLifeSeconds)) throw refuse('时间戳已过期');
  const { method, url, body } = request;
  const parts = [method, url, field('timestamp'), field('nonce_str'), body.toString('utf8'), ''];
  if (!isSigned(parts.join('\n'), field('signature'), keys.merchantPublicKey)) throw refuse('验签不通过');
}
