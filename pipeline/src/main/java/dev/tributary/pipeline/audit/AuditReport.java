package dev.tributary.pipeline.audit;

import dev.tributary.pipeline.audit.found.Fault;
import dev.tributary.pipeline.audit.found.Finding;
import java.util.List;
import java.util.Map;

/**
 * What an audit found.
 *
 * @param sequence the newest state of the log that it covers
 * @param linked how many states of the log name the hash of the one before
 * @param head the newest state and its hash
 * @param partitions how many partitions it read
 * @param files how many valid files
 * @param rows the rows in them, dead letters too
 * @param records records that Kafka still has and that were compared
 * @param counts how many differences there are of each kind
 * @param differences the first of them
 * @param notes what is no difference: what could not be checked, and what an operator accepted
 */
public record AuditReport(
    long sequence,
    long linked,
    ChainHead head,
    long partitions,
    long files,
    long rows,
    long records,
    Map<Fault, Long> counts,
    List<Finding> differences,
    List<String> notes) {
  public AuditReport {
    counts = Map.copyOf(counts);
    differences = List.copyOf(differences);
    notes = List.copyOf(notes);
  }

  /** How many differences there are, those that are not listed too. */
  public long differenceCount() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
