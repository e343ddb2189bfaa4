import { createCipheriv, createHash, type Cipheriv } from "node:crypto";

/**
 * Makes a record unreadable, or readable again: what the backend sends holds the key, and a killed check may leave its
 * records on the disk. The token is known to this one run. In counter mode half a line spoils no other.
 */
export function recordCipher(token: string, fileName: string): Cipheriv {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return createCipheriv("aes-256-ctr", digest(token), digest(fileName).subarray(0, 16));
}
