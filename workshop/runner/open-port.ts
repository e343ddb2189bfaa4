import { connect, createServer } from "node:net";

/** The first port from the given one on that nobody listens on. */
export async function openPort(from: number, tries = 20): Promise<number | undefined> {
  for (let port = from; port < from + tries && port <= 65_535; port++) if (await isFree(port)) return port;
  return undefined;
}

/** Whether somebody answers on the port. */
export async function answers(port: number): Promise<boolean> {
  return await new Promise((resolve) => {
    const socket = connect({ port, host: "127.0.0.1" });
    const end = (result: boolean) => {
      socket.destroy();
      resolve(result);
    };
    socket.once("connect", () => end(true)).once("error", () => end(false));
  });
}

/** Asked for on every address, as the backend will: a program on one of them is enough to be in the way. */
async function isFree(port: number): Promise<boolean> {
  if (await answers(port)) return false;
  return await new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, () => server.close(() => resolve(true)));
  });
}
