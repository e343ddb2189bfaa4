/** A direct message on Cruddur, under the names that the API sends. */
export interface Message {
  uuid: string;
  display_name: string;
  handle: string;
  message: string;
  created_at: string;
}
