/** The wire contract's types, as the client calls them. */
import type { ErrorFrame, ServerFrame as KnownFrame, Message, Report, SettingsPatch, Site, User } from './generated';

export type {
  Author,
  BlockList,
  CallRing,
  CallSignal as CallSignalFrame,
  CallSignalHandler,
  CallState,
  CallSummary,
  Challenge,
  Changed as ChangedFrame,
  ChangeHandler,
  ChangePage,
  ChangesHandler,
  Chat,
  ChatCall,
  ChatIndicators,
  ChatPage,
  ClientFrame,
  CommunitySettings,
  Decide,
  DecisionNotice,
  DecisionNoticeFrame,
  DecisionNoticePage,
  Delete as DeleteFrame,
  Edit as EditFrame,
  EditGroup,
  Emoji,
  EmojiAnswer,
  EmojiList,
  ErrorFrame,
  File as FileInfo,
  FileLinks,
  FilePage,
  FileUpload as FileFrame,
  GroupList,
  GroupSettings,
  IceServer,
  IceServers,
  Invite,
  LogEntry,
  LogPage,
  Member,
  MemberPage,
  MentionPage,
  Message,
  MessagePage,
  NewGroup,
  NewReport,
  NewUpload,
  NotifyLevel,
  NotifyLevels,
  OpenReport,
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
  Receipt,
  Report,
  ReportPage,
  SearchPage,
  SearchResult,
  Send as SendFrame,
  Session,
  Settings,
  SignUp,
  Site,
  StatusChange,
  System as SystemFrame,
  ThreadPage,
  ThreadSummary,
  Ticket,
  TypingHandler,
  UploadGrant,
  User,
  UserProfile,
} from './generated';
export { CONTRACT } from './generated';
export type {
  Bot,
  BotList,
  BotMade,
  BotToken,
  Claimed,
  EventKind,
  Hook,
  HookList,
  HookMade,
  NewSubscription,
  Subscription,
  SubscriptionList,
  SubscriptionMade,
  Tested,
} from './robots';

/** Several messages at once, in the public chat when it is busy. */
export interface MessagesHandler {
  type: 'messages_handler';
  room: string;
  messages: Message[];
}

export type ServerFrame = KnownFrame | MessagesHandler;

/** What is to change of a user's settings. */
export type SettingsChange = Omit<SettingsPatch, 'keywords'> & { keywords?: readonly string[] };

/** What somebody may do in the deployment as a whole. */
export type Role = User['role'];

/** Who can make an account. */
export type SignUpMode = Site['sign_up'];

/** Why something is reported, what is decided about it, and whether that is done. */
export type Reason = Report['reason'];
export type Decision = NonNullable<Report['decision']>;
export type ReportState = Report['state'];

/** Refuses what somebody does who is muted until then. */
export type MutedFrame = ErrorFrame & { until: string };
