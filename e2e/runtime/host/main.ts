import type { Answered, CompiledProgram, Entrance, PhoneState } from '../protocol';
import { Application } from './application';
import { fireOn } from './built-in/built-in';
import { registerBuiltIns } from './built-in/register-all';
import { Components } from './components';
import { setUpFramework } from './framework';
import { noteTap } from './gesture';
import { createLogicScope } from './logic-scope';
import { Modules } from './modules';
import { Navigation } from './navigation';
import { PageStack } from './pages';
import { forgetTaken, mockApi, phone } from './phone';
import { addProblem, report, wordsOf } from './report';
import { frameEvents } from './screen/page-frame';
import { Styles } from './styles';
import { updateBluetooth } from './wx/bluetooth';
import { createWx } from './wx/create-wx';
import { tellNetworkListeners } from './wx/network';
import { tellUpdate } from './wx/update';

interface Page {
  readonly __program: CompiledProgram;
  readonly __entrance: Entrance;
  /** What was reported, also when the program did not come as far as a handle. */
  __report?: typeof report;
  __miniProgram?: Handle;
}

const page = window as unknown as Page;

/** What Node does with the running program. */
export interface Handle {
  readonly report: typeof report;
  stack(): { path: string; query: Readonly<Record<string, string>> }[];
  setPhone(state: PhoneState, changedAnswers: readonly string[]): void;
  goBack(): void;
  leave(): void;
  enterAgain(entrance: Entrance): void;
  pullDown(): unknown;
  reachBottom(): void;
  share(): Answered;
  lastShare(): Answered;
  /** Puts a function in the place of `wx.name`, null takes it away. */
  mock: typeof mockApi;
  /** Fires an event on the element behind a node of the document, as the person would. */
  trigger: typeof fireOn;
  loadedPackages(): string[];
  /** What has become of a new version of the program. */
  tellUpdate: typeof tellUpdate;
}

function start(): Handle {
  page.__report = report;
  const program = page.__program;
  const application = new Application(page.__entrance);
  listenToErrors(application);
  const styles = new Styles(program);
  styles.addApp();
  const compile = createLogicScope();
  const modules = new Modules(program, compile);
  const components = new Components(program, modules, styles);
  const stack: PageStack = new PageStack(program, {
    components,
    modules,
    styles,
    onBack: () => navigation.navigateBack({}),
  });
  const navigation = new Navigation(stack);
  const wx = createWx({ stack, navigation, application });
  Object.assign(window, components.globals, {
    wx,
    App: application.define,
    getApp: application.get,
    getCurrentPages: () => stack.open.map(({ instance }) => instance),
  });
  const sharing = new Sharing(stack);
  setUpFramework(noteTap, (error) => application.call('onError', wordsOf(error)));
  registerBuiltIns(styles, (dataset) => sharing.fromButton(dataset));
  frameEvents.onTab = (path) => navigation.switchTab({ url: `/${path}`, isTabTap: true });
  modules.loadPackage(modules.packageOf('app'));
  attempt(() => modules.require('app'));
  const options = Application.optionsOf(application.launchOptions);
  application.call('onLaunch', options);
  application.call('onShow', options);
  open(stack, application, page.__entrance);
  return handle({ stack, application, modules, navigation, sharing });
}

/** Opens the page somebody came for; when there is none, tells the program as WeChat does. */
function open(stack: PageStack, application: Application, { path, query }: Entrance): void {
  if (stack.exists(path)) {
    attempt(() => stack.push(path, query));
    return;
  }
  addProblem('navigation', `page "${path}" is not found`);
  application.call('onPageNotFound', { path, query, isEntryPage: true });
}

/** What breaks a start is reported, and the program is there nevertheless. */
function attempt(act: () => unknown): void {
  try {
    act();
  } catch (error) {
    addProblem('script', wordsOf(error));
  }
}

class Sharing {
  last: Answered = null;

  constructor(private readonly stack: PageStack) {}

  fromButton(dataset: object): void {
    this.last = this.ask({ from: 'button', target: { dataset } });
  }

  fromMenu(): Answered {
    this.last = this.ask({ from: 'menu' });
    return this.last;
  }

  private ask(event: object): Answered {
    const top = this.stack.top;
    const answer = top ? this.stack.call(top, 'onShareAppMessage', event) : null;
    return typeof answer === 'object' && answer !== null ? { ...answer } : null;
  }
}

interface Parts {
  readonly stack: PageStack;
  readonly application: Application;
  readonly modules: Modules;
  readonly navigation: Navigation;
  readonly sharing: Sharing;
}

function handle({ stack, application, modules, navigation, sharing }: Parts): Handle {
  return {
    report,
    stack: () => stack.open.map(({ path, query }) => ({ path, query })),
    setPhone(state, changedAnswers) {
      const wasOffline = phone.state.isOffline;
      phone.state = state;
      for (const name of changedAnswers) forgetTaken(name);
      if (wasOffline !== state.isOffline) tellNetworkListeners();
      updateBluetooth();
    },
    goBack: () => navigation.navigateBack({}),
    leave() {
      stack.hideTop();
      application.call('onHide');
    },
    enterAgain(entrance) {
      application.enterOptions = entrance;
      application.call('onShow', Application.optionsOf(entrance));
      // A way in with a page of its own (a shared card, a code) starts over at that page; the list shows what was open.
      if (entrance.path === '') stack.showTop();
      else {
        stack.closeAll();
        open(stack, application, entrance);
      }
    },
    pullDown() {
      stack.top?.frame.setRefreshing(true);
      return stack.top ? stack.call(stack.top, 'onPullDownRefresh') : undefined;
    },
    reachBottom: () => stack.top?.frame.scrollTo(stack.top.frame.scrollHeight),
    share: () => sharing.fromMenu(),
    lastShare: () => sharing.last,
    mock: mockApi,
    trigger: fireOn,
    loadedPackages: () => modules.loadedRoots,
    tellUpdate,
  };
}

function listenToErrors(application: Application): void {
  window.addEventListener('error', (event) => {
    if (event.message.startsWith('ResizeObserver loop')) return;
    addProblem('script', wordsOf(event.error ?? event.message));
    application.call('onError', wordsOf(event.error ?? event.message));
  });
  window.addEventListener('unhandledrejection', (event) => {
    addProblem('script', `unhandled rejection: ${wordsOf(event.reason)}`);
    application.call('onUnhandledRejection', { reason: event.reason as unknown });
  });
  const { error } = console;
  console.error = (...values: unknown[]) => {
    addProblem('console', values.map(wordsOf).join(' '));
    error(...values);
  };
}

page.__miniProgram = start();
