package dev.tributary.pipeline.forget;

import dev.tributary.ledger.read.LogAccess;
import dev.tributary.pipeline.PipelineAccess;
import dev.tributary.pipeline.lake.files.Lake;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Forgets event types that were made by mistake, or says what it would forget. */
public final class ForgetTypeTool {
  /**
   * What was forgotten, or would be.
   *
   * @param types the event types
   * @param partitions how many partitions left the metastore
   * @param files how many files have rows of them
   */
  public record Forgotten(List<String> types, int partitions, int files) {}

  private ForgetTypeTool() {}

  /**
   * Runs it.
   *
   * @throws IllegalArgumentException for a request that is wrong
   * @throws IllegalStateException when there is no such type, or it is still sent
   */
  public static Forgotten run(ForgetTypeRequest request) throws Exception {
    TypePatterns chosen = TypePatterns.of(request.type());
    PipelineAccess pipeline = request.pipeline();
    Lake lake = pipeline.verifiedLake();
    var log = new LogAccess(pipeline.kafka(), pipeline.name(), UUID.randomUUID().toString());
    ForgetType forget = new ForgetType(log, lake, request.metastore());
    Set<String> types = forget.types(chosen);
    if (!request.force()) {
      forget.checkQuiet(types);
    }
    ForgetType.Report report =
        request.dryRun()
            ? forget.preview(types)
            : forget.perform(
                types, request.deleteData() ? ForgetType.Data.DELETE : ForgetType.Data.KEEP);
    return new Forgotten(List.copyOf(report.types()), report.partitions(), report.files().size());
  }
}
