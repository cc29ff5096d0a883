/** What the Node side and the page of a running mini program tell each other. Plain data only. */

/** The parts of app.json that the runtime reads. */
export interface AppJson {
  readonly pages: readonly string[];
  readonly subPackages?: readonly SubPackageJson[];
  readonly subpackages?: readonly SubPackageJson[];
  readonly window?: WindowJson;
  readonly tabBar?: TabBarJson;
  readonly usingComponents?: Readonly<Record<string, string>>;
  readonly requiredPrivateInfos?: readonly string[];
  readonly __usePrivacyCheck__?: boolean;
}

export interface SubPackageJson {
  readonly root: string;
  readonly pages: readonly string[];
  readonly independent?: boolean;
}

export interface WindowJson {
  readonly navigationBarTitleText?: string;
  readonly navigationBarBackgroundColor?: string;
  readonly navigationBarTextStyle?: string;
  readonly navigationStyle?: string;
  readonly backgroundColor?: string;
  readonly enablePullDownRefresh?: boolean;
  readonly onReachBottomDistance?: number;
}

export interface TabBarJson {
  readonly custom?: boolean;
  readonly color?: string;
  readonly selectedColor?: string;
  readonly backgroundColor?: string;
  readonly list: readonly TabJson[];
}

export interface TabJson {
  readonly pagePath: string;
  readonly text: string;
  readonly iconPath?: string;
  readonly selectedIconPath?: string;
}

/** The JSON file of a page or component, its components as paths from the root without a leading slash. */
export interface ComponentJson extends WindowJson {
  readonly component?: boolean;
  readonly styleIsolation?: string;
  readonly addGlobalClass?: boolean;
  readonly componentGenerics?: Readonly<Record<string, unknown>>;
  readonly usingComponents: Readonly<Record<string, string>>;
}

/** The main package has the root ''. */
export interface CompiledPackage {
  readonly root: string;
  readonly pages: readonly string[];
  /** Source text of each module by its path without `.js`. */
  readonly modules: Readonly<Record<string, string>>;
}

export interface CompiledProgram {
  readonly app: AppJson;
  readonly packages: readonly CompiledPackage[];
  readonly components: Readonly<Record<string, ComponentJson>>;
  /** CSS by path of page or component; `app` is the one of the whole program. */
  readonly styles: Readonly<Record<string, string>>;
}

export type ProblemKind =
  | 'template'
  | 'missing-file'
  | 'script'
  | 'set-data'
  | 'navigation'
  | 'api'
  | 'network'
  | 'console';

/** Something that works badly or not at all in WeChat. */
export interface Problem {
  readonly kind: ProblemKind;
  /** The page or file it happened on. */
  readonly where: string;
  readonly message: string;
}

/** One `setData` as it crosses from the logic layer to the view. */
export interface SetDataEntry {
  readonly page: string;
  readonly component: string;
  readonly bytes: number;
  /** The fields that weigh most, heaviest first. */
  readonly biggest: readonly { readonly key: string; readonly bytes: number }[];
}

export interface ApiCall {
  readonly name: string;
  readonly page: string;
  /** The arguments without callbacks; binary data as `<n bytes>`. */
  readonly args: readonly unknown[];
}

/** A question that WeChat asks the person; everything is agreed to until a test says otherwise. */
export type Question =
  | 'privacy'
  | 'phoneNumber'
  | 'album'
  | 'location'
  | 'camera'
  | 'bluetooth'
  | 'address'
  | 'subscribeMessages'
  | 'saveAgain';

/** What an API answers: a result, or a refusal with WeChat's numbers. */
export type ApiAnswer =
  | { readonly ok: true; readonly result: unknown }
  | { readonly ok: false; readonly reason: string; readonly errno?: number; readonly errCode?: number };

/** What a test has prepared for an API. */
export interface PreparedAnswers {
  /** Answers for the next calls, one each. */
  readonly next: readonly ApiAnswer[];
  /** The answer to every call after them; null: the API answers by itself. */
  readonly then: ApiAnswer | null;
}

export interface PrinterSettings {
  readonly deviceId: string;
  readonly name: string;
  readonly serviceId: string;
  readonly characteristicId: string;
  /** Largest packet the phone agrees on; null where `setBLEMTU` fails, as on an iPhone. */
  readonly mtu: number | null;
  /** Is the printer switched on and near. */
  readonly isNear: boolean;
  /** Breaks the connection once that many bytes have arrived; null never. */
  readonly breaksAfterBytes: number | null;
}

/** The state of the phone and of the person holding it. */
export interface PhoneState {
  readonly refused: readonly Question[];
  /** The person has agreed to the privacy guide before. */
  readonly hasAgreedToPrivacy: boolean;
  readonly isOffline: boolean;
  readonly isBluetoothOn: boolean;
  readonly printer: PrinterSettings;
  readonly answers: Readonly<Record<string, PreparedAnswers>>;
  /** Hosts that requests may reach, as `https://api.example.com`. */
  readonly hosts: readonly string[];
  readonly statusBarHeight: number;
  readonly fontSizeScale: number;
}

/** How a mini program is entered; `path` with or without a leading slash. */
export interface Entrance {
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** WeChat's number of the way in: 1001 list, 1007 shared card, 1047 mini-program code. */
  readonly scene: number;
  readonly referrerInfo: Readonly<Record<string, unknown>>;
}

export interface BridgeRequest {
  readonly id: number;
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Base64, or null without a body. */
  readonly body: string | null;
  readonly timeoutMs: number;
}

export type BridgeAnswer =
  | {
      readonly ok: true;
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly cookies: readonly string[];
      readonly body: string;
    }
  | { readonly ok: false; readonly reason: 'timeout' | 'abort' | 'unreachable'; readonly message: string };

/** What `wx.requestPayment` hands to WeChat's cashier. */
export interface PaymentOrder {
  readonly timeStamp: string;
  readonly nonceStr: string;
  readonly package: string;
  readonly signType: string;
  readonly paySign: string;
}

export type PaymentOutcome = 'paid' | 'cancelled' | 'failed';

/** What the page asks of Node, by name. */
export interface Bridge {
  request(request: BridgeRequest): BridgeAnswer;
  abort(id: number): void;
  pay(order: PaymentOrder): PaymentOutcome;
  printed(base64: string): void;
  savedToAlbum(base64: string): void;
  /** The pictures the person picks when asked for up to that many, as base64; none: they give up. */
  pickedPictures(count: number): string[];
  /** The person has agreed to one message of each of these templates. */
  subscribed(templateIds: readonly string[]): void;
}

/** What a program's `onShareAppMessage` answers. */
export type Answered = { readonly title?: string; readonly path?: string; readonly imageUrl?: string } | null;
