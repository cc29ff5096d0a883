import { createCipheriv, createSign, createVerify, generateKeyPairSync, randomBytes } from 'node:crypto';

/** What merchant and platform know of each other. Made when the double first starts and kept in its state. */
export interface WechatPayKeys {
  merchantId: string;
  merchantSerial: string;
  merchantPrivateKey: string;
  merchantPublicKey: string;
  platformKeyId: string;
  platformPrivateKey: string;
  platformPublicKey: string;
  apiV3Key: string;
}

export function newKeys(): WechatPayKeys {
  const merchant = newPair();
  const platform = newPair();
  return {
    merchantId: '1900000109',
    merchantSerial: randomBytes(20).toString('hex').toUpperCase(),
    merchantPrivateKey: merchant.privateKey,
    merchantPublicKey: merchant.publicKey,
    platformKeyId: 'PUB_KEY_ID_0119000001092026',
    platformPrivateKey: platform.privateKey,
    platformPublicKey: platform.publicKey,
    apiV3Key: randomBytes(16).toString('hex'),
  };
}

function newPair(): { publicKey: string; privateKey: string } {
  return generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
}

export function sign(message: string, privateKey: string): string {
  return createSign('RSA-SHA256').update(message).sign(privateKey, 'base64');
}

export function isSigned(message: string, signature: string, publicKey: string): boolean {
  return createVerify('RSA-SHA256').update(message).verify(publicKey, signature, 'base64');
}

/** The headers under which WeChat sends a body, an answer or a notice. */
export function signedHeaders(body: string, at: Date, keys: WechatPayKeys): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const nonce = randomBytes(16).toString('hex');
  return {
    'content-type': 'application/json; charset=utf-8',
    'wechatpay-timestamp': timestamp,
    'wechatpay-nonce': nonce,
    'wechatpay-serial': keys.platformKeyId,
    'wechatpay-signature': sign(`${timestamp}\n${nonce}\n${body}\n`, keys.platformPrivateKey),
  };
}

/** AEAD_AES_256_GCM as in a notice: text and tag together, in base64. */
export function encrypt(plain: string, associatedData: string, keys: WechatPayKeys) {
  const nonce = randomBytes(6).toString('hex');
  const cipher = createCipheriv('aes-256-gcm', keys.apiV3Key, nonce);
  cipher.setAAD(Buffer.from(associatedData));
  const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return {
    algorithm: 'AEAD_AES_256_GCM',
    ciphertext: sealed.toString('base64'),
    associated_data: associatedData,
    nonce,
  };
}
