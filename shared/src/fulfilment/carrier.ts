/** Express companies a waybill may belong to; the code is what the label and the tracking services use. */
export const carriers = [
  { code: 'SF', name: '顺丰速运' },
  { code: 'JD', name: '京东快递' },
  { code: 'ZTO', name: '中通快递' },
  { code: 'YTO', name: '圆通速递' },
  { code: 'YUNDA', name: '韵达快递' },
  { code: 'EMS', name: '邮政 EMS' },
] as const;

export type CarrierCode = (typeof carriers)[number]['code'];

export function carrierName(code: string): string {
  return carriers.find((carrier) => carrier.code === code)?.name ?? code;
}
