import { RobotsApi } from '../../api/robots-api';
import { session } from '../index';

/** Bots, hooks and subscriptions are looked after with it. */
export const robotsApi = new RobotsApi(session);
