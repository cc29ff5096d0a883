/** The code of this WeChat user for the server, usable once; rejects where WeChat gives none. */
export function wechatLoginCode(): Promise<string> {
  return new Promise((resolve, reject) => {
    uni.login({
      provider: 'weixin',
      success: (result) => resolve(result.code),
      fail: (error) => reject(new Error(error.errMsg)),
    });
  });
}
