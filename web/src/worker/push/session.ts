/** Calls of whoever is signed in in this browser, while no page of theirs is open. */
import type { Session } from '../../wire/index';

/** So long a call may take, in milliseconds. */
const TIMEOUT = 10_000;

export type Call = <T>(path: string, body?: object) => Promise<T>;

/** Takes the session up from the refresh cookie. Rejects where nobody is signed in, or nothing answers. */
export async function signedIn(): Promise<{ get: Call; post: Call }> {
  const { token } = await send<Session>('POST', '/api/auth/refresh', null);
  return { get: (path) => send('GET', path, token), post: (path, body) => send('POST', path, token, body) };
}

async function send<T>(method: string, path: string, token: string | null, body?: object): Promise<T> {
  const headers: Record<string, string> = { Accept: 'application/json', 'X-Requested-With': 'snowfight' };
  if (token) headers.Authorization = `Bearer ${token}`;
  if (body) headers['Content-Type'] = 'application/json';
  const request: RequestInit = { method, headers, signal: AbortSignal.timeout(TIMEOUT) };
  if (body) request.body = JSON.stringify(body);
  const response = await fetch(path, request);
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return (response.status === 204 ? undefined : await response.json()) as T;
}
