import { ImageUp, Trash2 } from 'lucide-preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { ApiError } from '../../api/errors';
import { ProgressBar, tooLargeWords } from '../../components/composer/upload-list';
import { PICTURES } from '../../files/previews';
import { faultOf } from '../../files/uploads';
import { account, api, files, site } from '../../state';
import { wordsFor } from '../../text';
import { settingsText } from '../../text/user-settings';
import type { User } from '../../wire';

/** Gives the user a picture, another one, or none. */
export function OwnPicture({ user }: { user: User }) {
  const input = useRef<HTMLInputElement>(null);
  const stop = useRef(new AbortController());
  /** The share that has left; null while nothing is under way. */
  const [share, setShare] = useState<number | null>(null);
  const [status, setStatus] = useState('');
  const [failure, setFailure] = useState('');
  useEffect(() => {
    void site.load();
    return () => stop.current.abort();
  }, []);

  const change = async (act: () => Promise<User | undefined>, words: string, file?: File) => {
    if (share !== null) return;
    setShare(0);
    setStatus('');
    setFailure('');
    try {
      const saved = await act();
      if (saved) account.update(saved);
      if (saved) setStatus(words);
    } catch (error) {
      setFailure(failureWords(error, file));
    }
    setShare(null);
  };
  const bring = (file: File) =>
    change(
      async () => {
        const code = PICTURES.includes(file.type) ? faultOf(file, site.uploadLimit.value) : 'bad_file';
        if (code) throw new ApiError(0, code);
        const avatar = await files.value?.picture(file).go(setShare, stop.current.signal);
        return avatar && api.saveProfile({ avatar });
      },
      settingsText.profile.pictureSaved,
      file,
    );
  const remove = () => change(() => api.saveProfile({ avatar: null }), settingsText.profile.pictureRemoved);

  return (
    <div class="flex flex-col gap-2">
      <div class="flex flex-wrap gap-2">
        {site.uploads.value && (
          <button
            type="button"
            class="btn btn-quiet"
            aria-busy={share !== null}
            aria-describedby="picture-hint"
            onClick={() => input.current?.click()}
          >
            <ImageUp size="1.125rem" aria-hidden />{' '}
            {user.avatar_url ? settingsText.profile.otherPicture : settingsText.profile.choosePicture}
          </button>
        )}
        {user.avatar_url && (
          <button type="button" class="btn btn-quiet" aria-busy={share !== null} onClick={() => void remove()}>
            <Trash2 size="1.125rem" aria-hidden /> {settingsText.profile.removePicture}
          </button>
        )}
      </div>
      <p id="picture-hint" class="text-sm text-soft">
        {settingsText.profile.pictureHint}
      </p>
      <input
        ref={input}
        type="file"
        accept={PICTURES.join()}
        hidden
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? [];
          if (file) void bring(file);
          currentTarget.value = '';
        }}
      />
      {share !== null && share > 0 && <ProgressBar label={settingsText.profile.bringingPicture} share={share} />}
      <p role="status" class="font-semibold text-good empty:hidden">
        {status}
      </p>
      <p role="alert" class="font-semibold text-danger empty:hidden">
        {failure}
      </p>
    </div>
  );
}

function failureWords(error: unknown, file: File | undefined): string {
  const code = error instanceof ApiError ? error.code : null;
  if (code === 'bad_file') return settingsText.profile.noPicture;
  return (file && tooLargeWords(file, code)) ?? wordsFor(error);
}
