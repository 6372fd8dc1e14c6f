/** What the browser calls that notices are pushed to it; its value is the language that they are in. */
export const PUSH = 'snowfight.push';
