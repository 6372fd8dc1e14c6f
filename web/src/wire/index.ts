/** The wire contract's types, as the client calls them. */
export type {
  Author,
  Chat,
  ChatPage,
  ClientFrame,
  ErrorFrame,
  File as FileInfo,
  Member,
  Message,
  MessagePage,
  Problem,
  Send as SendFrame,
  ServerFrame,
  Session,
  Ticket,
  User,
} from './generated';
