import { beforeEach, describe, expect, it } from 'vitest';
import { ApiError } from '../../src/api/errors';
import type { Reply, StorageAnswer } from '../../src/files/ports';
import { Previews } from '../../src/files/previews';
import { isWorthRetrying, Uploads } from '../../src/files/uploads';
import type { FileInfo, NewUpload, UploadGrant } from '../../src/wire';
import { VirtualClock } from '../sync/clock';

/** A form under way, as the test sees it. */
interface Trip {
  grant: UploadGrant;
  file: File;
  progress(share: number): void;
  reply(reply: Reply): void;
  fail(error: ApiError): void;
  aborted: boolean;
}

const MINUTE = 60_000;
const arrived: Reply = { status: 200, body: { public_id: 'p', resource_type: 'image', width: 30, height: 20 } };

let clock: VirtualClock;
let limit: number | null;
let off: boolean;
let grantRequests: (NewUpload & { room: string })[];
let answers: (UploadGrant | ApiError)[];
let trips: Trip[];
let posted: { room: string; answer: StorageAnswer; file: FileInfo }[];
let shownFrom: Set<string>;
let previews: Previews;
let uploads: Uploads;

beforeEach(() => {
  clock = new VirtualClock();
  limit = null;
  off = false;
  [grantRequests, answers, trips, posted] = [[], [], [], []];
  shownFrom = new Set();
  let count = 0;
  previews = new Previews({
    createObjectURL: (file) => {
      const address = `blob:${(file as File).name}`;
      shownFrom.add(address);
      return address;
    },
    revokeObjectURL: (address) => shownFrom.delete(address),
  });
  uploads = new Uploads({
    clock,
    // The longest waits that chance allows.
    random: () => 1,
    signals: { online: () => true, listen: () => () => {} },
    limits: {
      uploadLimit: {
        get value() {
          return limit;
        },
      },
      uploadsAreOff: () => {
        off = true;
      },
    },
    previews,
    uuid: () => `u${++count}`,
    ask: async (room, body) => {
      grantRequests.push({ ...body, room });
      const answer = answers.shift() ?? {
        upload_url: 'https://keeper',
        fields: { public_id: `p${grantRequests.length}` },
      };
      if (answer instanceof ApiError) throw answer;
      return answer;
    },
    post: (grant, file, progress, signal) =>
      new Promise((resolve, reject) => {
        if (signal.aborted) return reject(new ApiError(0, 'aborted'));
        const trip: Trip = { grant, file, progress, reply: resolve, fail: reject, aborted: false };
        signal.addEventListener('abort', () => {
          trip.aborted = true;
          reject(new ApiError(0, 'aborted'));
        });
        trips.push(trip);
      }),
    posted: (room, answer, file) => {
      posted.push({ room, answer, file });
      return `c${posted.length}`;
    },
  });
});

const picture = (name: string, size = 3) => new File(['x'.repeat(size)], name, { type: 'image/png' });
const paper = (name: string, size = 3) => new File(['x'.repeat(size)], name, { type: 'application/pdf' });
const papers = (...names: string[]) => names.map((name) => paper(name));
const settled = () => clock.pass(0);
const trip = (number: number) => trips[number] as Trip;
const sketch = () => uploads.all.value.map(({ file, state, reason }) => `${file.name} ${reason ?? state}`);

describe('uploads', () => {
  it('bring a file with what was granted for it, and post what its keeper answered', async () => {
    uploads.add('den', [picture('a.png')]);
    await settled();
    expect(grantRequests).toEqual([{ room: 'den', filename: 'a.png', size: 3, content_type: 'image/png' }]);
    expect(trip(0).grant).toEqual({ upload_url: 'https://keeper', fields: { public_id: 'p1' } });
    trip(0).reply(arrived);
    await settled();
    const file = {
      filename: 'a.png',
      resource_type: 'image',
      format: null,
      bytes: 3,
      width: 30,
      height: 20,
      duration: null,
    };
    expect(posted).toEqual([{ room: 'den', answer: arrived.body, file }]);
    expect(uploads.all.value).toEqual([]);
  });

  it('tell how much has left', async () => {
    uploads.add('den', [paper('a.pdf')]);
    await settled();
    for (const share of [0.25, 0.5, 1]) {
      trip(0).progress(share);
      expect(uploads.all.value[0]?.share).toBe(share);
    }
  });

  it('go three at a time, in order, whatever chat they are for', async () => {
    uploads.add('den', papers('1', '2', '3'));
    uploads.add('hall', papers('4', '5'));
    await settled();
    expect(trips.map(({ file }) => file.name)).toEqual(['1', '2', '3']);
    trip(1).reply(arrived);
    await settled();
    expect(trips.map(({ file }) => file.name)).toEqual(['1', '2', '3', '4']);
    trip(0).fail(new ApiError(0, 'network'));
    await settled();
    expect(trips.at(-1)?.file.name).toBe('5');
  });

  it('that were brought together are posted in their order, whichever arrives first', async () => {
    uploads.add('den', papers('1', '2', '3', '4'));
    await settled();
    trip(2).reply(arrived);
    trip(1).reply(arrived);
    await settled();
    expect(posted).toEqual([]);
    expect(sketch()).toEqual(['1 sending', '2 sending', '3 sending', '4 sending']);
    expect(uploads.busy.value).toBe(true);
    trip(0).reply(arrived);
    await settled();
    expect(posted.map(({ file }) => file.filename)).toEqual(['1', '2', '3']);
    trip(3).reply(arrived);
    await settled();
    expect(posted.map(({ file }) => file.filename)).toEqual(['1', '2', '3', '4']);
  });

  it('wait for none that is given up or cancelled, nor for what was brought at another time', async () => {
    uploads.add('den', papers('1', '2', '3'));
    await settled();
    trip(2).reply(arrived);
    await settled();
    uploads.add('den', [paper('later')]);
    await settled();
    trip(3).reply(arrived);
    await settled();
    expect(posted.map(({ file }) => file.filename)).toEqual(['later']);
    uploads.cancel('u2');
    // What goes out again by itself is waited for
    trip(0).fail(new ApiError(0, 'network'));
    await settled();
    expect(posted.map(({ file }) => file.filename)).toEqual(['later']);
    // and no longer once it is refused for good
    await clock.pass(2_000);
    trip(4).reply({ status: 400, body: null });
    await settled();
    expect(posted.map(({ file }) => file.filename)).toEqual(['later', '3']);
    expect(sketch()).toEqual(['1 bad_file']);
  });

  it('are not posted once the user is gone', async () => {
    uploads.add('den', papers('1', '2'));
    await settled();
    trip(1).reply(arrived);
    await settled();
    uploads.stop();
    await settled();
    expect(posted).toEqual([]);
  });

  it('send nothing of a file that is too large or empty', async () => {
    limit = 10;
    uploads.add('den', [paper('large', 11), paper('empty', 0), paper('just', 10)]);
    await settled();
    expect(grantRequests.map(({ filename }) => filename)).toEqual(['just']);
    expect(sketch()).toEqual(['large too_large', 'empty empty_file', 'just sending']);
    expect(uploads.all.value.map(isWorthRetrying)).toEqual([false, false, false]);
    expect(uploads.busy.value).toBe(true);
  });

  it('leave it to the server where the limit is not known', async () => {
    answers = [new ApiError(413, 'too_large')];
    uploads.add('den', [paper('large', 11)]);
    await settled();
    expect(sketch()).toEqual(['large too_large']);
    expect(trips).toEqual([]);
  });

  it('are cancelled one by one, wherever they are', async () => {
    uploads.add('den', papers('1', '2', '3', '4', '5'));
    await settled();
    uploads.cancel('u4');
    uploads.cancel('u1');
    await settled();
    expect(trip(0).aborted).toBe(true);
    expect(trips.map(({ file }) => file.name)).toEqual(['1', '2', '3', '5']);
    trip(1).reply(arrived);
    await settled();
    expect(posted.length).toBe(1);
    expect(sketch()).toEqual(['3 sending', '5 sending']);
  });

  it('post nothing that was cancelled while its leave was asked for', async () => {
    uploads.add('den', [paper('a')]);
    uploads.cancel('u1');
    await settled();
    expect(trips).toEqual([]);
    expect(posted).toEqual([]);
  });

  it('post nothing that was cancelled in the moment in which it arrived', async () => {
    uploads.add('den', [paper('a')]);
    await settled();
    trip(0).reply(arrived);
    uploads.cancel('u1');
    await settled();
    expect(posted).toEqual([]);
  });

  it('go on after a failure with what was granted before', async () => {
    uploads.add('den', [paper('a')]);
    await settled();
    trip(0).progress(0.7);
    trip(0).fail(new ApiError(0, 'network'));
    await settled();
    expect(sketch()).toEqual(['a network']);
    expect(uploads.busy.value).toBe(false);
    uploads.retry('u1');
    await settled();
    expect(uploads.all.value[0]).toMatchObject({ state: 'sending', share: 0, reason: null });
    expect(grantRequests.length).toBe(1);
    trip(1).reply(arrived);
    await settled();
    expect(posted.length).toBe(1);
  });

  it('ask for leave again once it has grown old', async () => {
    uploads.add('den', [paper('a')]);
    await clock.pass(51 * MINUTE);
    expect(grantRequests.length).toBe(1);
    uploads.retry('u1');
    await settled();
    expect(grantRequests.length).toBe(2);
    // and where the keeper finds that it has
    trips.at(-1)?.fail(new ApiError(0, 'network'));
    await settled();
    uploads.retry('u1');
    await settled();
    const before = trips.length;
    trips.at(-1)?.reply({ status: 401, body: null });
    await settled();
    expect(grantRequests.length).toBe(3);
    expect(trips.length).toBe(before + 1);
    trips.at(-1)?.reply({ status: 401, body: null });
    await settled();
    expect(trips.length).toBe(before + 1);
    expect(sketch()).toEqual(['a bad_file']);
  });

  it('go out again by themselves, a few times: each try may send all of a file', async () => {
    uploads.add('den', [paper('a'), paper('b')]);
    await settled();
    trip(1).reply({ status: 400, body: null });
    trip(0).fail(new ApiError(0, 'network'));
    await clock.pass(1_000);
    expect(sketch()).toEqual(['a sending', 'b bad_file']);
    for (let tries = 0; tries < 20; tries++) {
      if (uploads.busy.value) trips.at(-1)?.fail(new ApiError(0, 'network'));
      await clock.pass(31_000);
    }
    expect(trips.filter(({ file }) => file.name === 'a').length).toBe(8);
    expect(sketch()).toEqual(['a network', 'b bad_file']);
    // Its user may go on trying.
    uploads.retry('u1');
    await settled();
    trips.at(-1)?.reply(arrived);
    await settled();
    expect(posted.length).toBe(1);
  });

  it('do not go out again where the server has said its last word', async () => {
    answers = [new ApiError(404, 'no_such_chat')];
    uploads.add('den', [paper('a')]);
    await clock.pass(5 * MINUTE);
    expect(sketch()).toEqual(['a no_such_chat']);
    expect(grantRequests.length).toBe(1);
  });

  it.each([
    [500, 'unavailable', true],
    [429, 'unavailable', true],
    [400, 'bad_file', false],
    [200, 'bad_file', false],
  ])('say why a keeper that answers %i has not taken a file', async (status, reason, again) => {
    uploads.add('den', [paper('a')]);
    await settled();
    trip(0).reply({ status, body: null });
    await settled();
    expect(sketch()).toEqual([`a ${reason}`]);
    expect(uploads.all.value.map(isWorthRetrying)).toEqual([again]);
    uploads.retry('u1');
    await settled();
    expect(trips.length).toBe(again ? 2 : 1);
  });

  it.each(['image/png', 'audio/webm', 'video/mp4'])(
    'hand out as it is what calls itself %s and is none',
    async (type) => {
      uploads.add('den', [new File(['xxx'], 'a', { type })]);
      await settled();
      trip(0).reply({ status: 400, body: null });
      await settled();
      expect(grantRequests.map(({ content_type }) => content_type)).toEqual([type, 'application/octet-stream']);
      trip(1).reply({ status: 400, body: null });
      await settled();
      expect(sketch()).toEqual(['a bad_file']);
    },
  );

  it('give up a file that does not move, and only that', async () => {
    uploads.add('den', [paper('slow'), paper('stuck')]);
    await clock.pass(50_000);
    trip(0).progress(0.1);
    await clock.pass(10_000);
    expect(sketch()).toEqual(['slow sending', 'stuck timeout']);
    expect(trip(1).aborted).toBe(true);
    await clock.pass(50_000);
    expect(sketch()).toEqual(['slow timeout', 'stuck sending']);
  });

  it('all wait as long as the server says, and then go on', async () => {
    answers = [new ApiError(429, 'rate_limited', '', {}, 90)];
    uploads.add('den', [paper('1')]);
    await settled();
    uploads.add('den', [paper('2')]);
    expect(sketch()).toEqual(['1 waiting', '2 waiting']);
    expect(uploads.heldUntil.value).toBe(clock.now() + 90_000);
    await clock.pass(89_000);
    expect(grantRequests.length).toBe(1);
    await clock.pass(2_000);
    expect(trips.map(({ file }) => file.name)).toEqual(['1', '2']);
    expect(uploads.heldUntil.value).toBe(0);
  });

  it('end, and are offered no more, where the server takes no files', async () => {
    answers = Array.from({ length: 3 }, () => new ApiError(503, 'uploads_off'));
    expect(off).toBe(false);
    uploads.add('den', papers('1', '2', '3', '4'));
    await settled();
    expect(sketch()).toEqual(['1', '2', '3', '4'].map((name) => `${name} uploads_off`));
    expect(grantRequests.length).toBe(3);
    expect(off).toBe(true);
  });

  it('show a picture from memory until the page has no more use for it', async () => {
    uploads.add('den', [picture('a.png'), picture('b.png'), paper('c.pdf')]);
    await settled();
    expect(uploads.all.value.map(({ preview }) => preview)).toEqual(['blob:a.png', 'blob:b.png', null]);
    uploads.cancel('u2');
    trip(0).reply(arrived);
    await settled();
    expect(previews.get('c1')).toBe('blob:a.png');
    expect([...shownFrom]).toEqual(['blob:a.png']);
    for (let i = 0; i < 30; i++) previews.keep(`more ${i}`, `blob:${i}`);
    expect(previews.get('c1')).toBeNull();
    expect([...shownFrom]).toEqual([]);
  });

  it('stop with the user', async () => {
    uploads.add('den', [picture('a.png'), paper('b')]);
    await settled();
    uploads.stop();
    await settled();
    expect(trips.every(({ aborted }) => aborted)).toBe(true);
    expect([...shownFrom]).toEqual([]);
    expect(uploads.all.value).toEqual([]);
  });
});
