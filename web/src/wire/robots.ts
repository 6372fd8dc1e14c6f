/** Robots over the wire (contract, part 8), as `models/robots/` and `models/accounts.py` have them. */

export interface Bot {
  username: string;
  display_name: string;
  created: string;
  /** Within the hour. */
  last_used: string | null;
  expires: string;
}

/** The token is told this once. */
export interface BotMade {
  bot: Bot;
  token: string;
}

export interface BotList {
  bots: Bot[];
}

export interface BotToken {
  token: string;
  expires: string;
}

export interface Hook {
  id: string;
  name: string;
  username: string;
  created: string;
  last_used: string | null;
}

/** The address is told this once. */
export interface HookMade {
  id: string;
  name: string;
  url: string;
}

export interface HookList {
  hooks: Hook[];
}

export type EventKind = 'message' | 'change' | 'member';

export interface NewSubscription {
  url: string;
  events: EventKind[];
  bots?: boolean;
}

/** The secret is told this once. */
export interface SubscriptionMade {
  id: string;
  url: string;
  events: EventKind[];
  secret: string;
}

export interface Subscription {
  id: string;
  url: string;
  events: EventKind[];
  bots: boolean;
  /** What the receiver answered last; null: nothing. */
  last_status: number | null;
  failing_since: string | null;
  disabled: boolean;
}

export interface SubscriptionList {
  subscriptions: Subscription[];
}

/** What the receiver answered to a trial; null: nothing. */
export interface Tested {
  status: number | null;
}

export interface Claimed {
  username: string;
  email_verified: true;
}
