/** A post on Cruddur, under the names that the API sends. */
export interface Activity {
  uuid: string;
  handle: string;
  message: string;
  created_at: string;
  expires_at?: string;
  likes_count?: number;
  replies_count?: number;
  reposts_count?: number;
  reply_to_activity_uuid?: string;
  replies?: Activity[];
}
