import { expect, it } from 'vitest';
import { UploadLimit } from '../../src/files/limit';

const answering = (headers: Record<string, string>) => async () => new Response('{}', { headers });

it('learns from any answer how large a file may be, and whether files are taken at all', async () => {
  const limit = new UploadLimit();
  expect([limit.bytes.value, limit.open.value]).toEqual([null, true]);
  await limit.heard(answering({ 'X-Upload-Limit': '1000' }))('/api/me');
  expect([limit.bytes.value, limit.open.value]).toEqual([1000, true]);
  await limit.heard(answering({}))('/api/me');
  await limit.heard(answering({ 'X-Upload-Limit': 'a lot' }))('/api/me');
  expect(limit.bytes.value).toBe(1000);
  await limit.heard(answering({ 'X-Upload-Limit': '0' }))('/api/me');
  expect([limit.bytes.value, limit.open.value]).toEqual([0, false]);
});
