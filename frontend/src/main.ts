import { homeFeed, writeActivity, type Activity } from "./cruddur-api.ts";

const signIn = document.querySelector<HTMLFormElement>("#sign-in")!;
const write = document.querySelector<HTMLFormElement>("#write")!;
const status = document.querySelector("#status")!;
const feed = document.querySelector("#feed")!;
let user = "";

signIn.addEventListener("submit", (event) => {
  event.preventDefault();
  user = textOf(signIn, "handle").replace(/^@/, "");
  void tell(showFeed);
});

write.addEventListener("submit", (event) => {
  event.preventDefault();
  void tell(async () => {
    const written = await writeActivity(user, textOf(write, "message"));
    write.reset();
    feed.prepend(row(written));
  });
});

void tell(showFeed);

async function showFeed(): Promise<void> {
  feed.replaceChildren(...(await homeFeed(user)).map(row));
}

/** Does the work, and says on the page how it went. */
async function tell(work: () => Promise<void>): Promise<void> {
  status.textContent = "Asking the backend …";
  try {
    await work();
    status.textContent = user ? `Hello, ${user}.` : "";
  } catch (error) {
    status.textContent = `That did not work. ${(error as Error).message}`;
  }
}

function row({ handle, message, created_at: createdAt }: Activity): HTMLLIElement {
  const item = document.createElement("li");
  const [who, when, what] = [
    document.createElement("strong"),
    document.createElement("time"),
    document.createElement("p"),
  ];
  who.textContent = handle;
  when.dateTime = createdAt;
  when.textContent = new Date(createdAt).toLocaleString([], { dateStyle: "medium", timeStyle: "short" });
  what.textContent = message;
  item.append(who, " ", when, what);
  return item;
}

function textOf(form: HTMLFormElement, name: string): string {
  return String(new FormData(form).get(name) ?? "").trim();
}
