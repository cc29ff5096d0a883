import * as v from 'valibot';

/** A row id: a positive safe integer. Accepts the string form that a path or query carries. */
export const idSchema = v.pipe(
  v.union([v.number(), v.pipe(v.string(), v.regex(/^\d{1,15}$/, '编号不正确'), v.transform(Number))]),
  v.number(),
  v.safeInteger('编号不正确'),
  v.minValue(1, '编号不正确'),
);

export const idParams = v.object({ id: idSchema });

/** Whole fen, zero or more. */
export const fenSchema = v.pipe(
  v.number('请填写金额'),
  v.safeInteger('金额不正确'),
  v.minValue(0, '金额不能小于 0'),
);

/** Whole fen, at least one fen, at most 100 million yuan. */
export const positiveFenSchema = v.pipe(
  v.number('请填写金额'),
  v.safeInteger('金额不正确'),
  v.minValue(1, '金额必须大于 0'),
  v.maxValue(10_000_000_000, '金额太大'),
);

/** Fen that may be negative: a change, a balance of a clearing account. */
export const signedFenSchema = v.pipe(v.number(), v.safeInteger());

/** A discount rate in basis points, 1 … 10000. */
export const rateBpSchema = v.pipe(
  v.number('请填写折扣'),
  v.safeInteger('折扣不正确'),
  v.minValue(1, '折扣必须大于 0'),
  v.maxValue(10_000, '折扣不能大于 1'),
);

export const countSchema = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** A mainland mobile number; spaces, dashes and +86 are forgiven. */
export const phoneSchema = v.pipe(
  v.string('请输入手机号'),
  v.transform(normalizePhone),
  v.regex(/^1[3-9]\d{9}$/, '请输入 11 位手机号'),
);

export const smsCodeSchema = v.pipe(
  v.string('请输入验证码'),
  v.trim(),
  v.regex(/^\d{6}$/, '请输入 6 位验证码'),
);

export const passwordSchema = v.pipe(
  v.string('请输入密码'),
  v.minLength(8, '密码至少 8 位'),
  v.maxLength(64, '密码最多 64 位'),
  v.check((value) => /[A-Za-z]/.test(value) && /\d/.test(value), '密码需要同时包含字母和数字'),
);

/** A line of text a person typed: trimmed, no control characters, 1 … `maxLength` characters. */
export function textSchema(maxLength: number, requiredMessage = '请填写') {
  return v.pipe(
    v.string(requiredMessage),
    v.transform(cleanText),
    v.minLength(1, requiredMessage),
    v.maxLength(maxLength, `最多 ${maxLength} 个字`),
  );
}

/** Optional text: absent, null and blank all become null. */
export function optionalTextSchema(maxLength: number) {
  return v.optional(
    v.nullable(
      v.pipe(
        v.string(),
        v.transform(cleanText),
        v.maxLength(maxLength, `最多 ${maxLength} 个字`),
        v.transform((value) => (value === '' ? null : value)),
      ),
    ),
    null,
  );
}

/** An ISO 8601 instant with offset, as every time in the API is written. */
export const instantSchema = v.pipe(v.string(), v.isoTimestamp());

/** A calendar day in Asia/Shanghai, `YYYY-MM-DD`. */
export const daySchema = v.pipe(v.string('请选择日期'), v.isoDate('日期不正确'));

/** A number that arrives as text in a query string. */
export const queryIntegerSchema = v.pipe(
  v.union([v.number(), v.pipe(v.string(), v.regex(/^\d{1,9}$/), v.transform(Number))]),
  v.number(),
  v.safeInteger(),
);

/** `true`/`false` as a query string carries it. */
export const queryBooleanSchema = v.union([
  v.boolean(),
  v.pipe(
    v.picklist(['true', 'false']),
    v.transform((value) => value === 'true'),
  ),
]);

export const okSchema = v.object({ ok: v.literal(true) });

/** Drops everything people put around a phone number. */
export function normalizePhone(text: string): string {
  return text.replace(/[\s\-()（）]/g, '').replace(/^(?:\+?86)(?=1\d{10}$)/, '');
}

/** One line of printable text: control and invisible formatting characters and runs of white space become one space. */
export function cleanText(text: string): string {
  // Control and bidirectional-override characters would let one name look like another.
  return text
    .replace(/[\u0000-\u001f\u007f\u200b-\u200f\u202a-\u202e\u2066-\u2069]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
