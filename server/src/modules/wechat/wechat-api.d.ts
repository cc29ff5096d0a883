/** The part of wechat-api that is used; the package brings no types. */
declare module 'wechat-api' {
  interface RequestOptions {
    readonly method: 'GET' | 'POST';
    readonly data?: Buffer | string;
    readonly headers?: Readonly<Record<string, string>>;
  }
  interface Response {
    readonly statusCode: number;
    readonly headers: Readonly<Record<string, string | undefined>>;
  }
  class API {
    constructor(appId: string, appSecret: string);
    readonly appid: string;
    readonly appsecret: string;
    endpoint: string;
    setOpts(options: { readonly timeout: number }): void;
    request(
      url: string,
      options: RequestOptions,
      callback: (error: Error | null, data: Buffer, response: Response) => void,
    ): void;
  }
  export = API;
}
