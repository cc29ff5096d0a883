import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import * as v from 'valibot';
import { controlPage, type DoubleOverview, type ReceivedRequest } from './control-page';
import {
  BadRequest,
  type Double,
  type DoubleAnswer,
  type DoubleContext,
  type DoubleRequest,
  type DoubleRoute,
  html,
  json,
  text,
} from './double';
import { type Fault, Faults, faultSwitchSchema } from './faults';
import { StateFile } from './state-file';

const maxBodyBytes = 10 * 1024 * 1024;
/** Requests each double remembers for the control page. */
const maxReceived = 200;
const shownBodyLength = 2000;

export interface DoubleServerOptions {
  /** 0 takes a free port. */
  port?: number;
  host?: string;
  /** Where the state is kept; memory only when absent. */
  stateFile?: string | null;
  /** The real time when absent. */
  now?: () => Date;
}

/**
 * One small HTTP server with the doubles of all outside services, each under its name: `/wechat/cgi-bin/token`. Beside them
 * `/__doubles` is the control page, `PUT /__faults/<double>` its switch, `/__environment` the settings for the server.
 */
export class DoubleServer {
  readonly faults = new Faults();
  private readonly doubles = new Map<string, Double>();
  private readonly receivedByDouble = new Map<string, ReceivedRequest[]>();
  private readonly state: StateFile;
  private readonly server: Server;
  private address = '';

  constructor(private readonly options: DoubleServerOptions = {}) {
    this.state = new StateFile(options.stateFile ?? null);
    this.server = createServer((request, response) => void this.serve(request, response));
  }

  /** Makes a double part of this server; before `start`. */
  add<Made extends Double>(name: string, make: (context: DoubleContext) => Made): Made {
    const double = make({
      now: () => this.now(),
      baseUrl: () => `${this.url}/${name}`,
      state: (initial) => this.state.of(name, initial),
    });
    this.doubles.set(name, double);
    this.receivedByDouble.set(name, []);
    return double;
  }

  async start(): Promise<void> {
    const { port = 0, host = '127.0.0.1' } = this.options;
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(port, host, resolve);
    });
    const address = this.server.address();
    const actualPort = typeof address === 'object' && address ? address.port : port;
    this.address = `http://127.0.0.1:${actualPort}`;
    this.state.save();
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** Without a slash at the end. */
  get url(): string {
    return this.address;
  }

  /** All settings with which the server uses these doubles. */
  get environment(): Record<string, string> {
    const settings: Record<string, string> = {};
    for (const double of this.doubles.values())
      Object.assign(settings, double.environment(`${this.url}/${double.name}`));
    return settings;
  }

  /** What a double was asked lately, the newest first; control routes are not counted. */
  received(double: string): readonly ReceivedRequest[] {
    return this.receivedByDouble.get(double) ?? [];
  }

  private now(): Date {
    return this.options.now?.() ?? new Date();
  }

  private async serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const answer = await this.answer(await readRequest(incoming));
      if (!answer) return void incoming.socket.destroy();
      response.writeHead(answer.status, answer.headers).end(answer.body);
    } catch (error) {
      const status = error instanceof BadRequest || v.isValiError(error) ? 400 : 500;
      const { body, headers } = text(error instanceof Error ? error.message : String(error));
      response.writeHead(status, headers).end(body);
    }
  }

  /** Null drops the connection. */
  private async answer(request: DoubleRequest): Promise<DoubleAnswer | null> {
    const [, first = '', ...rest] = request.path.split('/');
    if (first === '' || first === '__doubles') return html(controlPage(this.overview()));
    if (first === '__environment') return json(this.environment);
    if (first === '__received') return json(this.received(rest[0] ?? ''));
    if (first === '__faults') return this.switchFaults(rest[0] ?? '', request);
    const double = this.doubles.get(first);
    if (!double) return text(`没有这个演示服务：${first}`, 404);
    return this.answerOf(double, { ...request, path: `/${rest.join('/')}` });
  }

  private async answerOf(double: Double, request: DoubleRequest): Promise<DoubleAnswer | null> {
    const found = findRoute(double.routes, request);
    if (found?.route.isControl) return this.work(found, request);
    const struck = this.faults.strike(double.name, request.path);
    for (const fault of struck) if (fault.kind === 'slow') await pause(fault.slowMs);
    const spoiling = struck.find((fault) => fault.kind !== 'slow');
    const isDone = !spoiling || spoiling.when === 'after';
    const proper = isDone ? await this.work(found, request) : null;
    const answer = spoiling ? spoilt(spoiling, double) : proper;
    this.note(double, request, { answer, struck });
    return answer;
  }

  private async work(found: FoundRoute | null, request: DoubleRequest): Promise<DoubleAnswer> {
    if (!found) return text(`no route ${request.method} ${request.path}`, 404);
    const answer = await found.route.handle({ ...request, params: found.params });
    this.state.save();
    return answer;
  }

  private switchFaults(name: string, request: DoubleRequest): DoubleAnswer {
    if (!this.doubles.has(name)) return text(`没有这个演示服务：${name}`, 404);
    if (request.method === 'PUT') {
      const { faults, seed } = v.parse(faultSwitchSchema, request.json());
      this.faults.set(name, faults, seed);
    }
    return json({ faults: this.faults.of(name) });
  }

  private note(
    double: Double,
    request: DoubleRequest,
    outcome: { answer: DoubleAnswer | null; struck: readonly Fault[] },
  ): void {
    const list = this.receivedByDouble.get(double.name) ?? [];
    list.unshift({
      at: this.now().toISOString(),
      method: request.method,
      path: request.path,
      query: request.query.toString(),
      body: request.body.toString('utf8').slice(0, shownBodyLength),
      status: outcome.answer?.status ?? null,
      faults: outcome.struck.map((fault) => fault.kind),
    });
    list.length = Math.min(list.length, maxReceived);
  }

  private overview(): DoubleOverview[] {
    return [...this.doubles.values()].map((double) => ({
      name: double.name,
      title: double.title,
      faults: this.faults.of(double.name),
      received: this.received(double.name),
    }));
  }
}

interface FoundRoute {
  readonly route: DoubleRoute;
  readonly params: Readonly<Record<string, string>>;
}

function findRoute(routes: readonly DoubleRoute[], request: DoubleRequest): FoundRoute | null {
  for (const route of routes) {
    if (route.method !== request.method) continue;
    const params = matchPath(route.path, request.path);
    if (params) return { route, params };
  }
  return null;
}

function matchPath(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? '';
    if (part.startsWith(':')) params[part.slice(1)] = decodeURIComponent(value);
    else if (part !== value) return null;
  }
  return params;
}

function spoilt(fault: Fault, double: Double): DoubleAnswer | null {
  switch (fault.kind) {
    case 'rateLimit':
      return double.rateLimited();
    case 'malformed':
      return { status: 200, headers: { 'content-type': 'application/json' }, body: '{"errcode":0,"resu' };
    case 'dropped':
      return null;
    case 'serverError':
    case 'slow':
      return text('演示故障：服务暂时不可用', 500);
  }
}

async function readRequest(incoming: IncomingMessage): Promise<DoubleRequest> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > maxBodyBytes) throw new BadRequest('the body is too large');
    chunks.push(bytes);
  }
  const body = Buffer.concat(chunks);
  const url = incoming.url ?? '/';
  const { pathname, searchParams } = new URL(url, 'http://doubles');
  const headers = Object.entries(incoming.headers).map(([name, value]): [string, string] => [
    name,
    Array.isArray(value) ? value.join(', ') : (value ?? ''),
  ]);
  return {
    method: incoming.method ?? 'GET',
    path: pathname,
    url,
    params: {},
    query: searchParams,
    headers: Object.fromEntries(headers),
    body,
    json: () => parseJson(body),
    form: () => new URLSearchParams(body.toString('utf8')),
  };
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new BadRequest('the body is no JSON');
  }
}
