/** The wire contract's types, as the client calls them. */
export type {
  Author,
  Chat,
  ChatIndicators,
  ClientFrame,
  EditGroup,
  ErrorFrame,
  File as FileInfo,
  FileLinks,
  FileUpload as FileFrame,
  GroupList,
  GroupSettings,
  Member,
  Message,
  MessagePage,
  NewGroup,
  NewUpload,
  Problem,
  Send as SendFrame,
  ServerFrame,
  Session,
  StatusChange,
  System as SystemFrame,
  Ticket,
  UploadGrant,
  User,
  UserProfile,
} from './generated';
export { CONTRACT } from './generated';

// until rooms
import type { Member as M, ChatPage as Page } from './generated';
export type ChatPage = Page & { members_cursor: string | null };
export interface MemberPage {
  members: M[];
  cursor: string | null;
}
