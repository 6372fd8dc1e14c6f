/** What forms ask for, and what is wrong with what was typed, in English. */
export const en = {
  fields: {
    username: 'Username',
    usernameHint: '3 to 20 letters, digits or underscores',
    email: 'Email',
    password: 'Password',
    newPassword: 'New password',
    passwordHint: 'At least 10 characters. A short sentence is fine.',
    show: 'Show characters',
    hide: 'Hide characters',
    displayName: 'Display name',
    displayNameHint: 'What others see next to your messages, up to 50 characters',
    code: 'Verification code',
    codeHint: 'Six digits, from the email',
    resetCode: 'Code',
    groupName: 'Group name',
    groupNameHint: 'Up to 128 characters. Members can find it in their chats.',
  },

  faults: {
    needed: 'Please fill this in.',
    username: 'Use 3 to 20 letters (a to z), digits or underscores.',
    email: 'This does not look like an email address.',
    passwordShort: 'Use at least 10 characters.',
    passwordLong: 'Use at most 128 characters.',
    passwordIsName: 'Choose something other than your username.',
    displayName: 'Use 1 to 50 characters.',
    code: 'The code has six digits.',
    groupName: 'Use 1 to 128 characters.',
    wrongPassword: 'This password is wrong.',
    unverified: 'This user has not verified an email address yet.',
    isMember: '@{username} is a member already.',
  },

  /** By field: what the server refused though it looked right here. */
  refused: {
    username: 'This username cannot be had. Try another.',
    email: 'This email address cannot be used.',
    password: 'This password cannot be used. Try another.',
    display_name: 'This name cannot be used. Try another.',
    groupchat_name: 'This name cannot be used. Try another.',
    add_members: 'Nobody can have this username.',
  },
} as const;
