/** Where a chat is asked for. */
export const chatPath = (room: string): string => `/api/chat/${encodeURIComponent(room)}`;
