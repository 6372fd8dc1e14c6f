/** The wire contract's types, as the client calls them. */
import type { ServerFrame as KnownFrame, Message, SettingsPatch } from './generated';
import type { DecisionNoticeFrame } from './moderation';

export type {
  Author,
  CallRing,
  CallSignal as CallSignalFrame,
  CallSignalHandler,
  CallState,
  CallSummary,
  Changed as ChangedFrame,
  ChangeHandler,
  ChangePage,
  ChangesHandler,
  Chat,
  ChatCall,
  ChatIndicators,
  ChatPage,
  ClientFrame,
  Delete as DeleteFrame,
  Edit as EditFrame,
  Emoji,
  EmojiAnswer,
  EmojiList,
  ErrorFrame,
  File as FileInfo,
  FileLinks,
  FilePage,
  FileUpload as FileFrame,
  GroupList,
  IceServer,
  IceServers,
  Member,
  MemberPage,
  MentionPage,
  Message,
  MessagePage,
  NewGroup,
  NewUpload,
  NotifyLevel,
  NotifyLevels,
  Pin as PinFrame,
  Ping as PingFrame,
  PinList,
  Problem,
  PushDevice,
  PushDevices,
  PushKey,
  PushSubscribe,
  Quiet,
  Quote,
  React as ReactFrame,
  Reaction,
  ReactionPage,
  SearchPage,
  SearchResult,
  Send as SendFrame,
  Settings,
  StatusChange,
  System as SystemFrame,
  ThreadPage,
  ThreadSummary,
  Ticket,
  TypingHandler,
  UploadGrant,
  UserProfile,
} from './generated';
export { CONTRACT } from './generated';
export type * from './moderation';

/** Several messages at once, in the public chat when it is busy. */
export interface MessagesHandler {
  type: 'messages_handler';
  room: string;
  messages: Message[];
}

export type ServerFrame = KnownFrame | MessagesHandler | DecisionNoticeFrame;

/** What is to change of a user's settings. */
export type SettingsChange = Omit<SettingsPatch, 'keywords'> & { keywords?: readonly string[] };
