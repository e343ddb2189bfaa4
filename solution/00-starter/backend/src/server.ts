import type { AddressInfo } from "node:net";
import { createApp } from "./app.ts";

const port = Number(process.env.PORT || 4567);

// 0.0.0.0, because a container or a cloud workspace forwards its ports from outside.
const server = createApp().listen(port, "0.0.0.0", (error?: Error) => {
  if (error) {
    console.error(
      `The backend cannot use port ${port}: ${error.message}. Set PORT to another one, such as 4568.`,
    );
    process.exit(1);
  }
  console.log(`Cruddur's backend listens on http://localhost:${(server.address() as AddressInfo).port}`);
});
