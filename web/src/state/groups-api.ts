import { GroupsApi } from '../api/groups-api';
import { session } from './index';

/** Chats are found, made and changed with it. */
export const groupsApi = new GroupsApi(session);
