import { item, keyProblem, maskKey, promise, Skipped, dotenvRefusal } from "#course-kit";

item("the key reaches a process started from here", ({ key }) => {
  promise(key.shell?.trim() !== "", "HONEYCOMB_API_KEY is empty in this shell, and the shell beats .env");
  promise(key.effective, "HONEYCOMB_API_KEY is set neither in this shell nor in .env");
  const refused = dotenvRefusal(key);
  promise(!refused, `Compose takes nothing of .env, because of line ${refused?.line}`);
  return `${maskKey(key.effective.value)}, from ${key.effective.from === "shell" ? "this shell" : ".env"}`;
});

item("it is a key that can send traces", ({ key }) => {
  promise(key.effective, "there is no key yet");
  const problem = keyProblem(key.effective.value);
  promise(!problem, problem?.sentence ?? "");
});

item("no file that git tracks holds it", ({ key }) => {
  promise(!key.dotenvTracked, "git tracks .env");
  const [first] = key.tracked;
  promise(!first, first ? `a key stands in ${first.file}:${first.line}` : "");
});

item("the key outlives this terminal", ({ key, workspace }) => {
  promise(key.effective, "there is no key yet");
  if (key.dotenv?.value) return "it stands in .env";
  switch (workspace.kind) {
    case "gitpod":
      if (!workspace.persisted) throw new Skipped("`gp env` gave no answer, so the check cannot tell");
      promise(workspace.persisted["HONEYCOMB_API_KEY"], "`gp env` does not list HONEYCOMB_API_KEY");
      return "`gp env` keeps it for the next workspace";
    case "codespaces":
    case "ona":
      return "it comes from the workspace's secrets or this shell";
    case "local":
      return "it comes from this shell: put the export into your shell's profile to keep it";
  }
});
