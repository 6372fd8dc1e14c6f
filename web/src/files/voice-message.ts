/** A voice message is a file with a name that the recorder makes, and nobody gives a file by chance (ADR 0056). */
const NAME = /^voice-message-[\d-]{1,40}\.(webm|m4a|ogg)$/;

export const isVoiceMessage = (filename: string): boolean => NAME.test(filename);
