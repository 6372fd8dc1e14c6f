/** Why a chat is the user's no longer, and who did it; `title` is what it was called. */
export interface LostChat {
  room: string;
  title: string;
  event: 'left' | 'removed' | 'deleted';
  username: string;
}
