/**
 * What a process that runs other people's SQL or reads their files is lent of this one's environment: none of its settings and secrets.
 */
export function workerEnvironment(): NodeJS.ProcessEnv {
  const { NODE_ENV, PATH, HOME, TMPDIR, SystemRoot } = process.env;
  return { NODE_ENV, PATH, HOME, TMPDIR, SystemRoot };
}
