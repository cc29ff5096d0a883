type Listener = (...values: unknown[]) => void;

/** One end of the channel between a page and the page it opened. */
export class ChannelEnd {
  private readonly listeners = new Map<string, { listener: Listener; isOnce: boolean }[]>();
  /** Where `emit` arrives. */
  other: ChannelEnd | null = null;
  private readonly unheard: { name: string; values: unknown[] }[] = [];

  readonly on = (name: string, listener: Listener): void => this.add(name, { listener, isOnce: false });

  readonly once = (name: string, listener: Listener): void => this.add(name, { listener, isOnce: true });

  readonly off = (name: string, listener?: Listener): void => {
    const kept = (this.listeners.get(name) ?? []).filter((entry) => listener && entry.listener !== listener);
    this.listeners.set(name, kept);
  };

  readonly emit = (name: string, ...values: unknown[]): void => this.other?.hear(name, values);

  private add(name: string, entry: { listener: Listener; isOnce: boolean }): void {
    this.listeners.set(name, [...(this.listeners.get(name) ?? []), entry]);
    for (const { values } of this.unheard.filter((event) => event.name === name)) this.hear(name, values);
  }

  private hear(name: string, values: unknown[]): void {
    const entries = this.listeners.get(name) ?? [];
    if (entries.length === 0) this.unheard.push({ name, values });
    for (const { listener, isOnce } of entries) {
      if (isOnce) this.off(name, listener);
      listener(...values);
    }
  }
}

/** `eventChannel` of navigateTo: what one end emits the other hears, also when it begins to listen later. */
export class EventChannel {
  /** Given to whoever called navigateTo. */
  readonly caller = new ChannelEnd();
  /** Given to the opened page. */
  readonly opener = new ChannelEnd();

  constructor() {
    this.caller.other = this.opener;
    this.opener.other = this.caller;
  }
}
