import { createSign, createVerify, generateKeyPairSync } from 'node:crypto';

/** What merchant and Sand know of each other. Made when the double first starts and kept in its state. */
export interface SandKeys {
  merchantPrivateKey: string;
  merchantPublicKey: string;
  sandPrivateKey: string;
  sandPublicKey: string;
}

export function newSandKeys(): SandKeys {
  const merchant = newPair();
  const sand = newPair();
  return {
    merchantPrivateKey: merchant.privateKey,
    merchantPublicKey: merchant.publicKey,
    sandPrivateKey: sand.privateKey,
    sandPublicKey: sand.publicKey,
  };
}

function newPair(): { publicKey: string; privateKey: string } {
  return generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
}

/** A form as Sand sends it, answer or notice. */
export function sandForm(data: object, privateKey: string): URLSearchParams {
  const text = JSON.stringify(data);
  const sign = createSign('RSA-SHA1').update(text).sign(privateKey, 'base64');
  return new URLSearchParams({ charset: 'utf-8', signType: '01', data: text, sign });
}

export function isSignedBy(form: URLSearchParams, publicKey: string): boolean {
  const [text, sign] = [form.get('data') ?? '', form.get('sign') ?? ''];
  return (
    form.get('signType') === '01' && createVerify('RSA-SHA1').update(text).verify(publicKey, sign, 'base64')
  );
}
