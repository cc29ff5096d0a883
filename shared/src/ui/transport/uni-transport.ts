import {
  fileNameOf,
  normalizeHeaders,
  parseJsonText,
  TransportFailure,
  type DownloadedFile,
  type Transport,
  type TransportRequest,
  type TransportResponse,
} from '../../sdk/transport';

interface Task {
  abort(): void;
}

interface Outcome {
  resolve(response: TransportResponse): void;
  reject(failure: TransportFailure): void;
}

/** Transport for uni-app: mini program, App and H5 alike. */
export const uniTransport: Transport = {
  request(request) {
    return new Promise((resolve, reject) => {
      let wasCancelled = false;
      let stopListening: (() => void) | undefined;
      const finish: Outcome = {
        resolve: (response) => {
          stopListening?.();
          resolve(response);
        },
        // An aborted task fails like a broken network; only we know that it was on purpose.
        reject: (failure) => {
          stopListening?.();
          reject(wasCancelled ? new TransportFailure('cancelled') : failure);
        },
      };
      const task = startTask(request, finish);
      stopListening = request.signal?.onCancel(() => {
        wasCancelled = true;
        task.abort();
      });
    });
  },
};

function startTask(request: TransportRequest, outcome: Outcome): Task {
  if (request.upload) return startUpload(request, request.upload, outcome);
  return request.responseType === 'file' ? startDownload(request, outcome) : startRequest(request, outcome);
}

function startRequest(request: TransportRequest, outcome: Outcome): Task {
  return uni.request({
    url: request.url,
    method: request.method as UniApp.RequestOptions['method'],
    data: request.body as UniApp.RequestOptions['data'],
    header: { ...request.headers },
    timeout: request.timeoutMs,
    dataType: 'json',
    success: (result) =>
      outcome.resolve({
        status: result.statusCode,
        headers: normalizeHeaders(result.header),
        data: result.data,
      }),
    fail: (error) => outcome.reject(toFailure(error)),
  });
}

function startUpload(
  request: TransportRequest,
  source: NonNullable<TransportRequest['upload']>,
  outcome: Outcome,
): Task {
  if (source.kind !== 'path') throw new TypeError('uni-app uploads a path, not a Blob');
  const task = uni.uploadFile({
    url: request.url,
    filePath: source.path,
    name: 'file',
    header: { ...request.headers },
    timeout: request.timeoutMs,
    success: (result) =>
      outcome.resolve({ status: result.statusCode, headers: {}, data: parseJsonText(result.data) }),
    fail: (error) => outcome.reject(toFailure(error)),
  });
  task.onProgressUpdate((update) => request.onProgress?.(update.progress / 100));
  return task;
}

function startDownload(request: TransportRequest, outcome: Outcome): Task {
  return uni.downloadFile({
    url: request.url,
    header: { ...request.headers },
    timeout: request.timeoutMs,
    success: (result) => {
      const fileName = fileNameOf(undefined, 'download');
      const file: DownloadedFile = { kind: 'path', path: result.tempFilePath, fileName };
      outcome.resolve({
        status: result.statusCode,
        headers: {},
        data: result.statusCode === 200 ? file : undefined,
      });
    },
    fail: (error) => outcome.reject(toFailure(error)),
  });
}

function toFailure(error: { errMsg?: string }): TransportFailure {
  const message = error.errMsg ?? '';
  return new TransportFailure(/time\s?out/i.test(message) ? 'timeout' : 'network', message);
}
