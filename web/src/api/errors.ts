/** Until when somebody is muted or banned, null without end, and the reason that they are given. */
export interface Sanction {
  until: string | null;
  statement: string;
}

/** Why a call failed, by code: an error code of the contract, or one of ours for what never reached the server. */
export class ApiError extends Error {
  constructor(
    /** The HTTP status; 0 where there was no answer. */
    readonly status: number,
    /** A code of the contract, or `network`, `timeout`, `unexpected`. */
    readonly code: string,
    detail = '',
    /** What the server says about single fields, by field name. */
    readonly fields: Readonly<Record<string, string>> = {},
    /** Seconds after which it may work; 0 where that is not told. */
    readonly retryAfter = 0,
    /** The sanction that it failed for. */
    readonly sanction: Sanction | null = null,
  ) {
    super(detail || code);
    this.name = 'ApiError';
  }
}
