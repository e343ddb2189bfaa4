import { guardTheNetwork } from "./guard.ts";

guardTheNetwork();
