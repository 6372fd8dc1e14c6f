import { ApiError } from '../api/errors';
import type { PostForm, StorageAnswer } from './ports';

/** By XMLHttpRequest, since `fetch` tells nothing of what has left. No cookie goes along: it is another site. */
export const postForm: PostForm = ({ upload_url, fields }, file, progress, signal) =>
  new Promise((resolve, reject) => {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    form.append('file', file);
    const request = new XMLHttpRequest();
    request.open('POST', upload_url);
    request.upload.onprogress = ({ loaded, total }) => progress(total > 0 ? loaded / total : 0);
    request.onload = () => resolve({ status: request.status, body: parsed(request.responseText) });
    request.onerror = () => reject(new ApiError(0, 'network'));
    request.onabort = () => reject(new ApiError(0, 'aborted'));
    if (signal.aborted) return reject(new ApiError(0, 'aborted'));
    signal.addEventListener('abort', () => request.abort());
    request.send(form);
  });

function parsed(text: string): StorageAnswer | null {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' && body !== null ? (body as StorageAnswer) : null;
  } catch {
    return null;
  }
}
