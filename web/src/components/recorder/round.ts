/** How the button looks that goes on with a voice message: as the one that sends a text. */
export const ROUND = 'btn btn-main size-12 shrink-0 px-0 low:h-10';
