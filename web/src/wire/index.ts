/** The one place that says where the wire types come from. */
export type * from './types';
