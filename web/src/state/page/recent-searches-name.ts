/** What the browser calls the searches that it keeps of a user: whoever logs out takes them along, unread. */
export const recentSearchesName = (user: string): string => `snowfight.searches.${user}`;
