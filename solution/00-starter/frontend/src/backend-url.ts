/** Where a browser reaches the backend; in a cloud workspace `npm start` says so. */
export const BACKEND_URL: string = import.meta.env.BACKEND_URL ?? "http://localhost:4567";
