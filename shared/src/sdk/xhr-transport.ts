import {
  fileNameOf,
  parseJsonText,
  TransportFailure,
  type DownloadedFile,
  type Transport,
  type TransportRequest,
  type TransportResponse,
} from './transport';

/** Transport for browsers. It uses XMLHttpRequest, since fetch cannot report the progress of an upload. */
export const xhrTransport: Transport = {
  request(request) {
    return new Promise((resolve, reject) => {
      const xhr = new XMLHttpRequest();
      xhr.open(request.method, request.url);
      xhr.timeout = request.timeoutMs;
      xhr.responseType = request.responseType === 'file' ? 'blob' : 'text';
      for (const [name, value] of Object.entries(request.headers)) xhr.setRequestHeader(name, value);
      xhr.upload.onprogress = (event) => {
        if (event.lengthComputable) request.onProgress?.(event.loaded / event.total);
      };
      const stopListening = request.signal?.onCancel(() => xhr.abort());
      xhr.onload = () => readResponse(xhr, request).then(resolve, reject);
      xhr.onerror = () => reject(new TransportFailure('network'));
      xhr.ontimeout = () => reject(new TransportFailure('timeout'));
      xhr.onabort = () => reject(new TransportFailure('cancelled'));
      xhr.onloadend = () => stopListening?.();
      xhr.send(bodyOf(request));
    });
  },
};

function bodyOf(request: TransportRequest): FormData | string | null {
  if (request.upload) {
    if (request.upload.kind !== 'blob') throw new TypeError('a browser uploads a Blob, not a path');
    const form = new FormData();
    form.append('file', request.upload.blob, request.upload.fileName);
    return form;
  }
  return request.body === undefined ? null : JSON.stringify(request.body);
}

async function readResponse(xhr: XMLHttpRequest, request: TransportRequest): Promise<TransportResponse> {
  const headers = parseHeaderLines(xhr.getAllResponseHeaders());
  if (request.responseType !== 'file')
    return { status: xhr.status, headers, data: parseJsonText(xhr.responseText) };
  const blob = xhr.response as Blob;
  if (xhr.status < 200 || xhr.status >= 300)
    return { status: xhr.status, headers, data: parseJsonText(await blob.text()) };
  const data: DownloadedFile = {
    kind: 'blob',
    blob,
    fileName: fileNameOf(headers['content-disposition'], 'download'),
  };
  return { status: xhr.status, headers, data };
}

function parseHeaderLines(lines: string): Record<string, string> {
  const pairs = lines
    .split('\r\n')
    .map((line) => /^([^:]+):\s*(.*)$/.exec(line))
    .filter((match) => match !== null)
    .map((match) => [(match[1] ?? '').toLowerCase(), match[2] ?? '']);
  return Object.fromEntries(pairs);
}
