package dev.tributary.pipeline.rewrite;

import dev.tributary.ledger.record.LogJson;
import dev.tributary.pipeline.lake.files.Lake;
import dev.tributary.pipeline.lake.files.LakeFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PDone;

/**
 * Rewrites partitions, each on one worker. Bounded, in the global window. A retry of a task makes
 * another attempt in a folder of its own; what came of an attempt is a file in the task's folder,
 * so that no runner has to bring it back.
 */
public final class RewriteFiles extends PTransform<PCollection<String>, PDone> {
  private static final String DONE = ".json";
  private static final String FAILED = ".failed";

  private final Lake lake;

  private RewriteFiles(Lake lake) {
    this.lake = lake;
  }

  /**
   * What came of the tasks.
   *
   * @param done those that can be used
   * @param failures what is wrong with the others, in one line each
   */
  public record Results(List<Rewritten> done, List<String> failures) {}

  /**
   * Runs the tasks on the runner that the options name, and waits for them.
   *
   * @throws IOException when the lake can't be used
   */
  public static Results run(PipelineOptions options, Lake lake, List<RewriteTask> tasks)
      throws IOException {
    List<String> texts = new ArrayList<>();
    for (RewriteTask task : tasks) {
      texts.add(new String(LogJson.write(task), StandardCharsets.UTF_8));
    }
    Pipeline pipeline = Pipeline.create(options);
    pipeline
        .apply("Partitions", Create.of(texts).withCoder(StringUtf8Coder.of()))
        .apply("SpreadPartitions", Reshuffle.viaRandomKey())
        .apply("RewritePartitions", new RewriteFiles(lake));
    pipeline.run().waitUntilFinish();
    return results(lake.files(), tasks);
  }

  private static Results results(LakeFiles files, List<RewriteTask> tasks) throws IOException {
    List<Rewritten> done = new ArrayList<>();
    List<String> failures = new ArrayList<>();
    for (RewriteTask task : tasks) {
      List<String> ends = files.filesIn(task.staging());
      String good = ends.stream().filter(end -> end.endsWith(DONE)).findFirst().orElse("");
      String bad = ends.stream().filter(end -> end.endsWith(FAILED)).findFirst().orElse("");
      if (!good.isEmpty()) {
        done.add(LogJson.read(files.read(good), Rewritten.class));
      } else if (!bad.isEmpty()) {
        failures.add(new String(files.read(bad), StandardCharsets.UTF_8));
      } else {
        failures.add("Cannot rewrite " + task.partition() + ": no attempt came to an end");
      }
    }
    return new Results(done, failures);
  }

  @Override
  public PDone expand(PCollection<String> tasks) {
    tasks.apply("Rewrite", ParDo.of(new RewriteOne(lake)));
    return PDone.in(tasks.getPipeline());
  }

  private static final class RewriteOne extends DoFn<String, Void> {
    private final Lake lake;

    RewriteOne(Lake lake) {
      this.lake = lake;
    }

    /** Files that can't be rewritten are left as they are; a disk that fails ends the run. */
    @ProcessElement
    public void process(@Element String text) throws IOException {
      RewriteTask task = LogJson.read(text.getBytes(StandardCharsets.UTF_8), RewriteTask.class);
      LakeFiles files = lake.files();
      String end = task.staging() + "/" + UUID.randomUUID();
      try {
        files.write(end + DONE, LogJson.write(new Rewrite(files, task).run()));
      } catch (UncheckedIOException disk) {
        throw disk;
      } catch (RuntimeException notThese) { // also what Parquet says of a file that is none
        String why =
            notThese instanceof IllegalStateException
                ? notThese.getMessage()
                : "Cannot rewrite " + task.partition() + ": " + notThese;
        files.write(end + FAILED, why.getBytes(StandardCharsets.UTF_8));
      }
    }
  }
}
