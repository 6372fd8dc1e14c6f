const ICON = '/icon-192.png';

/** How notifications look, unless they have a picture of their own. */
export const LOOK = { icon: ICON, badge: ICON };
