import { constants, copyFileSync, mkdirSync, realpathSync } from "node:fs";
import { basename, delimiter, join, resolve, sep } from "node:path";

/** No key, no token and no home of the instructor's: whatever the learner's code reads, it reads nothing of theirs. */
const NEEDED =
  /^(PATH|LANG|LC_\w+|TZ|SYSTEMROOT|WINDIR|COMSPEC|PATHEXT|PROGRAMDATA|PROGRAMFILES.*|NODE_EXTRA_CA_CERTS|npm_execpath|npm_config_(cache|registry))$/i;

/** The environment in which one learner is judged: nothing in it leads to the course, or out of `scratch`. */
export function bareEnv(course: string, env: NodeJS.ProcessEnv, scratch: string): NodeJS.ProcessEnv {
  const kept = Object.entries(env).flatMap(([name, value = ""]) => {
    if (!NEEDED.test(name)) return [];
    if (name.toUpperCase() !== "PATH") return isOfCourse(course, value) ? [] : [[name, value]];
    const folders = value.split(delimiter).filter((folder) => !isOfCourse(course, folder));
    return [[name, [join(scratch, "bin"), ...folders].join(delimiter)]];
  });
  return {
    ...(Object.fromEntries(kept) as Record<string, string>),
    HOME: scratch,
    USERPROFILE: scratch,
    TMPDIR: scratch,
    TEMP: scratch,
    TMP: scratch,
  };
}

/**
 * The Node that judges. The course's own would tell the learner's code where the course is, so each learner gets a copy
 * of it; a link of any kind would lead back.
 */
export function ownNode(course: string, scratch: string): string {
  const { execPath } = process;
  if (!isOfCourse(course, execPath)) return execPath;
  const copy = join(scratch, "bin", basename(execPath));
  mkdirSync(join(scratch, "bin"), { recursive: true });
  copyFileSync(execPath, copy, constants.COPYFILE_FICLONE);
  return copy;
}

/** Its packages may be elsewhere, behind a link. */
function isOfCourse(course: string, path: string): boolean {
  const roots = [course, real(course), real(join(course, "node_modules"))];
  return [resolve(path), real(path)].some((each) =>
    roots.some((root) => each === root || each.startsWith(root + sep)),
  );
}

function real(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return resolve(path);
  }
}
