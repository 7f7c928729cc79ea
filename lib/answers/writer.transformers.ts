import type { Text2TextGenerationPipeline } from "@xenova/transformers";
import type { Writer } from "@/lib/answers/wording";

export type WriterSettings = {
  /** Name of a text-to-text model in ONNX form, a folder below `dir`. */
  readonly model: string;
  readonly dir: string;
  /** Whether a model that is not in `dir` may be fetched from the Hugging Face hub. */
  readonly download: boolean;
  readonly timeoutMs: number;
  readonly logProblem: (message: string, cause: unknown) => void;
};

const MAX_NEW_TOKENS = 96;

/**
 * A T5-like model in this process. It loads in the background at the first question and never holds one up: while it
 * loads, is busy or is too slow, it writes null. A model that cannot be loaded is reported once and stays silent.
 */
export function transformersWriter({ model, dir, download, timeoutMs, logProblem }: WriterSettings): Writer {
  let generator: Text2TextGenerationPipeline | null = null;
  let loading: Promise<void> | null = null;
  let busy = false;
  const load = async () => {
    const { env, pipeline } = await import("@xenova/transformers");
    env.localModelPath = dir;
    env.cacheDir = dir;
    env.allowRemoteModels = download;
    generator = await pipeline("text2text-generation", model);
  };
  return {
    model,
    async write(prompt) {
      loading ??= load().catch((cause: unknown) =>
        logProblem(`The wording model ${model} could not be loaded from ${dir}; answers keep their template sentences.`, cause),
      );
      if (generator === null || busy) return null;
      busy = true;
      try {
        return await generate(generator, prompt, timeoutMs);
      } catch (cause) {
        logProblem(`The wording model ${model} failed`, cause);
        return null;
      } finally {
        busy = false;
      }
    },
  };
}

async function generate(generator: Text2TextGenerationPipeline, prompt: string, timeoutMs: number): Promise<string | null> {
  const { InterruptableStoppingCriteria } = await import("@xenova/transformers");
  const stop = new InterruptableStoppingCriteria();
  const timer = setTimeout(() => stop.interrupt(), timeoutMs);
  try {
    const [first] = await generator(prompt, { max_new_tokens: MAX_NEW_TOKENS, do_sample: false, stopping_criteria: [stop] });
    return stop.interrupted ? null : (first?.generated_text ?? null);
  } finally {
    clearTimeout(timer);
  }
}
