import { Link } from 'wouter-preact';
import { Section } from '../../components/shell/page';
import { emojiText } from '../../text/emoji';

/** Leads to where custom emoji are added and removed. */
export function CustomEmojiLink() {
  return (
    <Section title={emojiText.page.title}>
      <p class="text-soft">{emojiText.page.words}</p>
      <Link href="/me/emoji" class="btn btn-quiet self-start">
        {emojiText.page.open}
      </Link>
    </Section>
  );
}
