/** What is said on the way in: signing in and up, a forgotten password, proving an address, in English. */
export const en = {
  rules: 'Contact and rules',

  login: {
    title: 'Welcome back',
    submit: 'Log in',
    ended: 'Your session has ended. Log in again; your drafts are kept.',
    forgot: 'Forgot your password?',
    toSignup: 'New here?',
    signup: 'Create an account',
    toClaim: 'Did your messages come along from another chat?',
    claim: 'Take over your account',
  },

  signup: {
    title: 'Join the snowfight',
    submit: 'Sign up',
    toLogin: 'Already one of us?',
    login: 'Log in',
    closed: 'Nobody can make an account here at the moment.',
    invited: 'You come with an invitation.',
    invite: 'Invitation',
    inviteHint: 'The code or the address that you were sent. Nobody gets in here without one.',
    domains: 'Only addresses of some domains can be used here.',
  },

  challenge: {
    running: 'Your browser calculates something, so that nobody makes many accounts…',
    done: 'Your browser has calculated what it has to.',
  },

  forgot: {
    title: 'Forgot your password?',
    intro: 'Tell us your username. If its email address is verified, a code is on its way to it.',
    submit: 'Send me a code',
    codeTitle: 'Check your mail',
    codeIntro: 'If {username} has a verified email address, a code is in its inbox now.',
    reset: 'Set new password',
    done: 'Your password is changed. Log in with the new one.',
    back: 'Back to log in',
  },

  claim: {
    title: 'Take over your account',
    intro:
      'Messages that came along from another chat have accounts that wait for their owners. Tell us the email address you had there: if an account waits for it, a code is on its way.',
    submit: 'Send me a code',
    codeTitle: 'Check your mail',
    codeIntro:
      'If an account waits for {email}, a code is in its inbox now. With it and a new password the account is yours.',
    finish: 'Take over the account',
    other: 'Use another address',
    again: 'Send a new code',
    sent: 'The code is on its way. It is good for 10 minutes.',
    inside: 'You are logged in as @{username}. Log out first to take over another account.',
    toChat: 'To the chat',
    back: 'Back to log in',
  },

  verify: {
    title: 'Verify your email',
    intro: 'We mail a six-digit code to {email}. With it you can create and join groups.',
    send: 'Send code',
    again: 'Send a new code',
    sent: 'The code is on its way. It is good for 10 minutes.',
    submit: 'Verify',
    done: 'Your email is verified. Groups are open to you.',
    toChat: 'To the chat',
    goOn: 'Go on',
    back: 'Not now',
    first: 'Groups are for people with a verified email address. It takes a minute.',
  },

  /** By error code, besides those of the whole client. */
  errors: {
    closed: 'Nobody can make an account here at the moment.',
    bad_domain: 'Addresses of this domain cannot be used here.',
    bad_challenge: 'The check took too long. Try again.',
  },
} as const;
