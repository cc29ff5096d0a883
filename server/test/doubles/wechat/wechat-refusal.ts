import { type DoubleAnswer, json } from '../double';

/** How WeChat refuses: HTTP 200 with a code. Codes and words as its documents give them. */
export function refusal(errcode: number, errmsg: string): DoubleAnswer {
  return json({ errcode, errmsg });
}

export const ok = { errcode: 0, errmsg: 'ok' } as const;
