import { ModerationApi } from '../../api/moderation-api';
import { session } from '../index';

/** Those who look after the site do so with it. */
export const moderationApi = new ModerationApi(session);
