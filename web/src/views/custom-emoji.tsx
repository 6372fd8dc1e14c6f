import { useEffect } from 'preact/hooks';
import { Link } from 'wouter-preact';
import { useCustomEmojis } from '../components/message/use-custom-emojis';
import { Page, Section } from '../components/shell/page';
import { site } from '../state';
import { t } from '../text';
import { emojiText } from '../text/emoji';
import type { User } from '../wire';
import { EmojiList } from './emoji/emoji-list';
import { NewEmoji } from './emoji/new-emoji';

/** Adds custom emoji, and tells which there are. */
export function CustomEmojiView({ user }: { user: User }) {
  const emojis = useCustomEmojis();
  useEffect(() => void site.load(), []);
  return (
    <Page title={emojiText.page.title} back={{ href: '/me', words: emojiText.page.back }}>
      <p class="-mt-3 text-soft">{emojiText.page.words}</p>
      <Section title={emojiText.add.title}>
        {!site.uploads.value ? (
          <p>{emojiText.add.off}</p>
        ) : !user.email_verified ? (
          <p>
            {emojiText.add.unverified}{' '}
            <Link href="/verify" class="link">
              {t.verify.action}
            </Link>
          </p>
        ) : (
          emojis && <NewEmoji emojis={emojis} me={user.username} />
        )}
      </Section>
      <EmojiList emojis={emojis} me={user.username} moderates={(user.role ?? 'member') !== 'member'} />
    </Page>
  );
}
