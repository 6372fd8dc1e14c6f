/** How many are online, in the site or in a chat. */
export function OnlineCount({ words, testId }: { words: string; testId: string }) {
  return (
    <span data-testid={testId} class="flex shrink-0 items-center gap-1.5 text-sm font-semibold text-soft">
      <span aria-hidden class="size-2.5 rounded-full bg-dot-online" />
      {words}
    </span>
  );
}
