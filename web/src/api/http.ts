import type { Problem } from '../wire';
import { ApiError } from './errors';

export interface Call {
  method?: 'GET' | 'POST' | 'PATCH';
  body?: unknown;
  token?: string | null;
  /** Ends the call; unless given, it ends by itself after TIMEOUT. */
  signal?: AbortSignal;
}

/** What is to become of an answer that is 2xx. */
export type Reader<T> = (response: Response) => Promise<T>;

export type Fetch = typeof globalThis.fetch;

/** So long a call may take, in milliseconds. */
export const TIMEOUT = 15_000;

/**
 * One HTTP call. The answer is what `read` makes of it: the parsed body, undefined for 204, unless told otherwise.
 *
 * @throws ApiError for everything that is not 2xx, for time-outs and where there is no network
 */
export async function call<T>(
  fetch: Fetch,
  path: string,
  { method = 'GET', body, token, signal = AbortSignal.timeout(TIMEOUT) }: Call = {},
  read: Reader<T> = json,
): Promise<T> {
  // Every call says whose it is: those that rely on the refresh cookie need it, and it harms no other.
  const headers: Record<string, string> = { Accept: 'application/json', 'X-Requested-With': 'snowfight' };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  if (token) headers.Authorization = `Bearer ${token}`;
  const request: RequestInit = { method, headers, signal };
  if (body !== undefined) request.body = JSON.stringify(body);
  try {
    const response = await fetch(path, request);
    if (!response.ok) throw await problem(response);
    return await read(response);
  } catch (error) {
    throw error instanceof ApiError ? error : unanswered(error);
  }
}

async function json<T>(response: Response): Promise<T> {
  return (response.status === 204 ? undefined : await response.json()) as T;
}

/** A gateway may answer 401 or 5xx with a body of its own: then only the status counts. */
async function problem(response: Response): Promise<ApiError> {
  const body = (await response.json().catch(() => ({}))) as Partial<Problem>;
  const fields = Object.fromEntries((body.errors ?? []).map(({ field, message }) => [field, message]));
  const code = body.code ?? codeFor(response.status);
  const { until = null, statement = '' } = body;
  const sanction = until !== null || statement ? { until, statement } : null;
  return new ApiError(response.status, code, body.detail ?? '', fields, body.retry_after ?? 0, sanction);
}

function codeFor(status: number): string {
  if (status === 401) return 'unauthorized';
  return status === 429 ? 'too_many' : 'unexpected';
}

function unanswered(error: unknown): ApiError {
  const name = error instanceof Error ? error.name : '';
  if (name === 'TimeoutError') return new ApiError(0, 'timeout');
  return new ApiError(0, name === 'SyntaxError' ? 'unexpected' : 'network');
}
