import { render } from "preact";
import { App } from "./parts/app.tsx";
import { listenForKeys } from "./state/keys.ts";
import { connect } from "./state/live.ts";
import { followTitle } from "./state/title.ts";
import { followLinks } from "./state/follow-links.ts";

render(<App />, document.body);
followLinks();
followTitle();
listenForKeys();
connect();
