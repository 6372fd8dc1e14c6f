import { Dialog } from '../components/dialogs/dialog';
import { COMMAND, SWITCH } from '../components/shell/shortcuts';
import { t } from '../text';
import { callText } from '../text/calls';
import { shortcutText } from '../text/shortcuts';

/** Where keys work, what they do there, and how they are written. */
const KEYS = (): readonly [string, readonly [string, string][]][] => {
  const words = shortcutText.keys;
  const calls = callText.keys;
  return [
    [
      words.anywhere,
      [
        [words.find, SWITCH],
        [t.search.find, `${COMMAND} F`],
        [t.search.everywhere, `${COMMAND} Shift F`],
        [words.help, '?'],
      ],
    ],
    [
      words.conversation,
      [
        [words.firstUnread, 'N'],
        [words.latest, 'Esc'],
        [words.walk, '↑ ↓'],
      ],
    ],
    [
      words.message,
      [
        [words.reply, 'R'],
        [words.thread, 'T'],
        [words.unread, 'U'],
        [words.menu, 'Shift F10'],
      ],
    ],
    [
      words.writing,
      [
        [words.send, `${COMMAND} Enter`],
        [words.line, 'Shift Enter'],
        [words.edit, '↑'],
        [words.cancel, 'Esc'],
        [words.bold, `${COMMAND} B`],
        [words.italic, `${COMMAND} I`],
      ],
    ],
    [
      calls.place,
      [
        [calls.mute, 'M'],
        [calls.camera, 'V'],
        [calls.share, 'S'],
        [calls.hand, 'H'],
        [calls.talk, calls.space],
        [calls.back, 'Esc'],
      ],
    ],
  ];
};

/** The keys of the chat. */
export function ShortcutList({ close }: { close(): void }) {
  return (
    <Dialog title={shortcutText.keys.title} close={close}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard */}
      <div tabIndex={0} class="flex flex-col gap-4">
        {KEYS().map(([place, keys]) => (
          <section key={place}>
            <h3 class="text-sm font-bold text-soft">{place}</h3>
            <dl>
              {keys.map(([act, key]) => (
                <div key={act} class="flex min-h-9 items-center justify-between gap-4">
                  <dt>{act}</dt>
                  <dd>
                    <kbd class="rounded-lg border border-line bg-sunken px-2 py-0.5 font-sans text-sm font-bold whitespace-nowrap">
                      {key}
                    </kbd>
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
