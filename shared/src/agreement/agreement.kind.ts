/** The texts that people agree to (AD-342). */
export const AgreementKind = {
  registration: 'registration',
  service: 'service',
  supplier: 'supplier',
  privacy: 'privacy',
} as const;
export type AgreementKind = (typeof AgreementKind)[keyof typeof AgreementKind];

export const agreementKindName: Readonly<Record<AgreementKind, string>> = {
  registration: '注册协议',
  service: '服务协议',
  supplier: '供应商协议',
  privacy: '隐私政策',
};

/** What a text names when it is no kind of ours: null. */
export function agreementKindOf(text: string): AgreementKind | null {
  return Object.values(AgreementKind).find((kind) => kind === text) ?? null;
}
