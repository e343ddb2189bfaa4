import cors from "cors";
import express, { type Express, type NextFunction, type Request, type Response } from "express";
import type { Answer } from "./answer.ts";
import { createActivity } from "./services/create-activity.ts";
import { createMessage } from "./services/create-message.ts";
import { createReply } from "./services/create-reply.ts";
import { homeActivities } from "./services/home-activities.ts";
import { messageGroups } from "./services/message-groups.ts";
import { messages } from "./services/messages.ts";
import { notificationsActivities } from "./services/notifications-activities.ts";
import { searchActivities } from "./services/search-activities.ts";
import { showActivity } from "./services/show-activity.ts";
import { userActivities } from "./services/user-activities.ts";

/** Cruddur's API. It opens no port: server.ts does. */
export function createApp(): Express {
  const app = express();
  app.use(cors(corsOptions()));
  app.use(express.json());

  app.get("/health", (_request, response) => {
    response.json({ status: "ok" });
  });
  app.get("/api/activities/home", async (request, response) => {
    response.json(await homeActivities(signedInUser(request)));
  });
  app.get("/api/activities/notifications", async (_request, response) => {
    response.json(await notificationsActivities());
  });
  app.get("/api/activities/search", async (request, response) => {
    reply(response, await searchActivities(text(request.query.term)));
  });
  app.get("/api/activities/@", async (_request, response) => {
    reply(response, await userActivities(""));
  });
  app.get("/api/activities/@:handle", async (request, response) => {
    reply(response, await userActivities(text(request.params.handle)));
  });
  app.get("/api/activities/:uuid", async (request, response) => {
    response.json(await showActivity(request.params.uuid));
  });
  app.post("/api/activities", async (request, response) => {
    const { message, ttl } = request.body ?? {};
    reply(response, await createActivity(text(message), author(request), text(ttl)));
  });
  app.post("/api/activities/:uuid/reply", async (request, response) => {
    const { message } = request.body ?? {};
    reply(response, await createReply(text(message), author(request), text(request.params.uuid)));
  });
  app.get("/api/message_groups", async (_request, response) => {
    response.json(await messageGroups());
  });
  app.get("/api/messages/@:handle", async (request, response) => {
    response.json(await messages(author(request), request.params.handle));
  });
  app.post("/api/messages", async (request, response) => {
    const { message, user_receiver_handle } = request.body ?? {};
    reply(response, await createMessage(text(message), author(request), text(user_receiver_handle)));
  });

  app.use(unknownRoute);
  app.use(answerError);
  return app;
}

function corsOptions(): cors.CorsOptions {
  const { FRONTEND_URL = "http://localhost:3000", BACKEND_URL = "http://localhost:4567" } = process.env;
  return {
    origin: [FRONTEND_URL, BACKEND_URL],
    methods: ["OPTIONS", "GET", "HEAD", "POST"],
    allowedHeaders: ["content-type", "if-modified-since", "x-cruddur-user", "traceparent"],
    exposedHeaders: ["location", "link"],
  };
}

/** Who asks, by handle; nobody is signed in without the header. */
function signedInUser(request: Request): string | undefined {
  return request.get("x-cruddur-user");
}

/** Who writes; the page of the bootcamp knows a single user. */
function author(request: Request): string {
  return signedInUser(request) ?? "andrewbrown";
}

/** What people sent, without the blanks around it; anything but text counts as nothing. */
function text(sent: unknown): string {
  return typeof sent === "string" ? sent.trim() : "";
}

function reply(response: Response, answer: Answer<unknown>): void {
  if ("errors" in answer) response.status(422).json(answer.errors);
  else response.json(answer.data);
}

function unknownRoute(request: Request, response: Response): void {
  response.status(404).json({ error: `Cruddur has no ${request.method} ${request.path}` });
}

/** Express knows an error handler by its four parameters. */
function answerError(error: HttpError, _request: Request, response: Response, _next: NextFunction): void {
  const { status = 500 } = error;
  if (status < 500) {
    response.status(status).json({ error: error.message });
    return;
  }
  console.error(error);
  response.status(status).json({ error: "Something went wrong in the backend. Its terminal says what." });
}

/** Express and its JSON parser set a status on what the request is to blame for. */
type HttpError = Error & { status?: number };
