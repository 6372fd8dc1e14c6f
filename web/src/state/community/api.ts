import { CommunityApi } from '../../api/community-api';
import { session } from '../index';

/** People report, and are told what was decided, with it. */
export const communityApi = new CommunityApi(session);
