import { Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** The Prometheus measurements of this process. Each server has a registry of its own, so that tests can start several. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class Metrics {
  private readonly registry = new Registry();
  private readonly requests = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the first byte of a request to its answer',
    labelNames: ['endpoint', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [this.registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  recordRequest(request: { endpoint: string; status: number; seconds: number }): void {
    this.requests.observe({ endpoint: request.endpoint, status: String(request.status) }, request.seconds);
  }

  /** A gauge whose value is asked for when Prometheus calls. */
  registerGauge(gauge: { name: string; help: string; read: () => Promise<number> }): void {
    new Gauge({
      name: gauge.name,
      help: gauge.help,
      registers: [this.registry],
      async collect() {
        this.set(await gauge.read());
      },
    });
  }

  get contentType(): string {
    return this.registry.contentType;
  }

  /** The whole exposition in Prometheus text format. */
  expose(): Promise<string> {
    return this.registry.metrics();
  }
}
