/** How somebody comes into an app: at a page, by a link somebody sent, or by scanning a code. Nothing given: at its first page. */
export interface Entry {
  /** `/features/card/pages/bind` */
  readonly path?: string;
  readonly query?: Readonly<Record<string, string>>;
  /** An address as the server makes it for invites; a mini program gets what it names through the code's `scene`. */
  readonly link?: string;
  /** What a mini program code carries. */
  readonly scene?: string;
}

/** Who holds an app of which server. */
export interface Holder {
  readonly app: 'member' | 'channel' | 'sales';
  readonly who: string;
  readonly serverUrl: string;
  /** Who pays with WeChat on this phone; nobody unless told. */
  readonly payer?: { readonly phone: string; readonly doublesUrl: string };
}

/** Narrows what a hook finds to elements that hold this text. */
export type Text = string | RegExp;

/** What a phone can do and a browser cannot. */
export interface Phone {
  /** What the person says from now on when WeChat asks for a permission. */
  answerPermission(question: 'album' | 'bluetooth' | 'phoneNumber', isAgreed: boolean): Promise<void>;
  /** How often the app has opened WeChat's settings. */
  openedSettings(): Promise<number>;
  /** All bytes that have arrived at the label printer near by. */
  printed(): Promise<Uint8Array>;
}

/**
 * One app in the hands of one person, whatever it runs on: H5 in a browser, the compiled mini program in the runtime, or
 * the same in WeChat DevTools.
 *
 * A `hook` is a selector of class names (`.order-row`, `.lk-sheet--open .lk-sheet__close`): WeChat's selectors know neither
 * attributes nor text, so what is told apart by its text is found by reading elements. Of pages left behind nothing is
 * found. Every verb waits until it can be done and fails after some seconds; the others answer at once.
 */
export interface Driver {
  /** Null in a browser. */
  readonly phone: Phone | null;

  /** Starts the app anew; who was logged in still is. */
  open(entry?: Entry): Promise<void>;
  /** Comes into the running app by another way, as after a second scan. */
  openAgain(entry: Entry): Promise<void>;
  back(): Promise<void>;
  /** `/tabs/home` */
  currentPath(): Promise<string>;

  tap(hook: string, text?: Text): Promise<void>;
  /** Types into the field that the hook finds or that stands inside what it finds, over what is there. */
  type(hook: string, value: string, text?: Text): Promise<void>;
  /** Presses the key that ends typing: search, done. */
  confirm(hook: string): Promise<void>;
  /** Taps a tab of the platform's own tab bar. */
  tapTab(label: string): Promise<void>;
  /** Turns the wheels of a picker to these rows and takes them. */
  choose(hook: string, rows: readonly string[]): Promise<void>;
  /** The same with the picker of a month `YYYY-MM`. */
  chooseMonth(hook: string, month: string): Promise<void>;
  /** Taps what opens the camera and holds these codes before it, then gives up scanning. */
  tapAndScan(hook: string, codes: readonly string[], text?: Text): Promise<void>;
  /** Taps what hands the mini program over in a chat; what the other side opens. */
  tapAndShare(hook: string, text?: Text): Promise<Entry>;
  /** Taps what saves a picture: to the album of a phone, as a file of a browser. */
  tapAndSave(hook: string, text?: Text): Promise<Uint8Array>;
  /** Taps what asks for pictures and picks these. */
  tapAndPick(hook: string, pictures: readonly Uint8Array[], text?: Text): Promise<void>;
  /** Taps what leads to the payment and pays: in the form of a mini program, on the cashier page of a browser. */
  tapAndPay(hook: string, text?: Text): Promise<void>;
  /** Agrees to the question with this title, or refuses. */
  answer(title: Text, isAgreed: boolean): Promise<void>;
  /** Takes the network away, or gives it back. */
  offline(isOffline: boolean): Promise<void>;
  pullDown(): Promise<void>;
  reachBottom(): Promise<void>;

  waitFor(hook: string, text?: Text): Promise<void>;
  waitGone(hook: string, text?: Text): Promise<void>;
  /** Waits for the short line that goes away by itself. */
  waitForToast(text: Text): Promise<void>;
  sees(hook: string, text?: Text): Promise<boolean>;
  count(hook: string, text?: Text): Promise<number>;
  /** The text of the first element that is found, without white space. */
  textOf(hook: string, text?: Text): Promise<string>;
  textsOf(hook: string): Promise<string[]>;
  valueOf(hook: string): Promise<string>;
  /** What the person copied last. */
  copied(): Promise<string>;

  /** Keeps a picture of the screen under this title. */
  shoot(title: string): Promise<void>;
  /** What went wrong besides what the person was told: errors of scripts, findings of the runtime. */
  problems(): Promise<string[]>;
  close(): Promise<void>;
}
