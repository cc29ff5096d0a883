import {
  fileNameOf,
  normalizeHeaders,
  parseJsonText,
  TransportFailure,
  type Transport,
  type TransportRequest,
} from './transport';

/** Transport for Node: seed data, journeys and benchmarks call the server through the same SDK as the apps. */
export const fetchTransport: Transport = {
  async request(request) {
    let response: Response;
    try {
      response = await fetch(request.url, {
        method: request.method,
        headers: request.headers,
        body: bodyOf(request),
        signal: AbortSignal.timeout(request.timeoutMs),
      });
    } catch (error) {
      const timedOut = error instanceof DOMException && error.name === 'TimeoutError';
      throw new TransportFailure(timedOut ? 'timeout' : 'network', String(error));
    }
    const headers = normalizeHeaders(Object.fromEntries(response.headers));
    if (request.responseType === 'json' || !response.ok)
      return { status: response.status, headers, data: parseJsonText(await response.text()) };
    const fileName = fileNameOf(headers['content-disposition'], 'download');
    return {
      status: response.status,
      headers,
      data: { kind: 'blob', blob: await response.blob(), fileName },
    };
  },
};

function bodyOf(request: TransportRequest): FormData | string | undefined {
  if (request.upload) {
    if (request.upload.kind !== 'blob') throw new TypeError('Node uploads a Blob, not a path');
    const form = new FormData();
    form.append('file', request.upload.blob, request.upload.fileName);
    return form;
  }
  return request.body === undefined ? undefined : JSON.stringify(request.body);
}
