import { SearchApi } from '../../api/search-api';
import { session } from '../index';

/** What was said is found with it. */
export const searchApi = new SearchApi(session);
