import { once } from "node:events";
import { askedPort } from "../asked-port.ts";
import type { Command, Context } from "../context.ts";
import { onInterrupt } from "../on-interrupt.ts";
import { OTLP_PORT, openReceiver } from "../open-receiver.ts";
import { publicUrl } from "../public-url.ts";

/** The receiver and its trace page by themselves, until Ctrl-C: this is what its container runs. */
export const receiver: Command = async (context) => {
  const { args, env, terminal } = context;
  const { host, store } = args.options;
  const port = askedPort(context, OTLP_PORT, "npm run receiver -- --port 4319");
  const running = await openReceiver(context, {
    port,
    ...(typeof host === "string" && { host }),
    ...(typeof store === "string" && { storeFolder: store }),
  });
  const endpoint = env["FORWARD_TO"];
  if (endpoint) running.forwardTo({ endpoint, headers: headersOf(env), enabled: true });
  terminal.print(`Trace page  ${publicUrl(running.port, env)}`);
  terminal.print(`It takes traces at http://localhost:${running.port}/v1/traces; Ctrl-C stops it.`);
  using interrupted = onInterrupt(() => terminal.print("Stopping."));
  if (!interrupted.signal.aborted) await once(interrupted.signal, "abort");
  await running.close();
  terminal.print("Stopped. Next: npm run traces");
  return 0;
};

/** For the spans of a browser, which has no key; every other request brings its own. */
function headersOf(env: Context["env"]): Record<string, string> {
  const key = env["HONEYCOMB_API_KEY"];
  return key ? { "x-honeycomb-team": key } : {};
}
