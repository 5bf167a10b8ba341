import {
  context,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
  TraceFlags,
  type Tracer,
} from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import type { TraceParent } from '../context/traceparent.js';

/** Sends one span per request to an OpenTelemetry collector. Made only when there is one; ids are carried on regardless. */
export class Tracing {
  private readonly provider: NodeTracerProvider;
  private readonly tracer: Tracer;

  /**
   * @param endpoint the collector's base address, as in `OTEL_EXPORTER_OTLP_ENDPOINT`
   * @param ratio the share of traces begun here that is recorded, 0 to 1; a trace begun elsewhere goes on as it was decided there
   */
  constructor(
    service: string,
    endpoint: string,
    private readonly ratio: number,
  ) {
    const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/$/, '')}/v1/traces`, timeoutMillis: 3_000 });
    this.provider = new NodeTracerProvider({
      resource: resourceFromAttributes({ 'service.name': service }),
      spanProcessors: [new BatchSpanProcessor(exporter)],
    });
    this.provider.register();
    this.tracer = this.provider.getTracer('@capdev/service-kit');
  }

  /** Decided here and not by a sampler: a span that nobody will see costs as much to make as one that is recorded. */
  records(parent: TraceParent | undefined): boolean {
    return parent?.sampled ?? Math.random() < this.ratio;
  }

  start(method: string, parent: TraceParent | undefined): Span {
    const remote = parent && {
      traceId: parent.traceId,
      spanId: parent.spanId,
      isRemote: true,
      traceFlags: parent.sampled ? TraceFlags.SAMPLED : TraceFlags.NONE,
    };
    return this.tracer.startSpan(
      method,
      { kind: SpanKind.SERVER },
      remote ? trace.setSpanContext(ROOT_CONTEXT, remote) : ROOT_CONTEXT,
    );
  }

  /** Lets spans that libraries start during the work become children of this one. */
  during<Result>(span: Span, work: () => Result): Result {
    return context.with(trace.setSpan(ROOT_CONTEXT, span), work);
  }

  end(span: Span, method: string, route: string, status: number): void {
    span.updateName(`${method} ${route}`);
    span.setAttributes({ 'http.request.method': method, 'http.route': route, 'http.response.status_code': status });
    if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
    span.end();
  }

  /** Sends what is left; a collector that is away must not hold up the end of the service. */
  async stop(): Promise<void> {
    await this.provider.shutdown().catch(() => undefined);
  }
}

/** The `traceparent` of a span. */
export function traceparentOf(span: Span): string {
  const { traceId, spanId, traceFlags } = span.spanContext();
  return `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`;
}
