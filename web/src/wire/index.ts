/** The wire contract's types, as the client calls them. */
import type {
  ErrorFrame,
  NewSubscription as KnownNewSubscription,
  Report,
  SettingsPatch,
  Site,
  Subscription,
  User,
} from './generated';

export type {
  Author,
  BlockList,
  Bot,
  BotList,
  BotMade,
  BotToken,
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
  Claimed,
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
  Hook,
  HookList,
  HookMade,
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
  ServerFrame,
  Session,
  Settings,
  SignUp,
  Site,
  Start,
  StatusChange,
  Subscription,
  SubscriptionList,
  SubscriptionMade,
  System as SystemFrame,
  Tested,
  ThreadPage,
  ThreadSummary,
  Ticket,
  TypingHandler,
  UploadGrant,
  User,
  UserProfile,
} from './generated';
export { CONTRACT } from './generated';

/** What is to change of a user's settings. */
export type SettingsChange = Omit<SettingsPatch, 'keywords'> & { keywords?: readonly string[] };

/** What a subscription is told of a chat. */
export type EventKind = Subscription['events'][number];

/** Who is to be told, and what. */
export type NewSubscription = Omit<KnownNewSubscription, 'events'> & { events: EventKind[] };

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
