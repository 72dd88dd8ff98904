package dev.tributary.pipeline.audit;

import dev.tributary.ledger.record.FileSize;
import dev.tributary.ledger.record.HivePath;
import dev.tributary.ledger.record.LogRecord;
import dev.tributary.pipeline.audit.found.Fault;
import dev.tributary.pipeline.audit.found.Findings;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Files that expired: what the log says of them, against what it said when they were valid. */
final class ExpiredFiles {
  private final Findings findings;
  private final Set<String> partitions = new HashSet<>();
  private long files;
  private long rows;
  private boolean isFinished;
  private boolean hasMore;

  ExpiredFiles(Findings findings) {
    this.findings = findings;
  }

  /**
   * Takes the next record.
   *
   * @param valid the size of each valid file, null for others; none where the log does not know all
   * @param adopted files whose rows nobody counted
   */
  void add(
      LogRecord.Expired expired, Optional<Function<String, FileSize>> valid, Set<String> adopted) {
    partitions.add(expired.partition());
    files += expired.from().files().size();
    rows += expired.from().rows();
    valid.ifPresent(sizes -> check(expired, sizes, adopted));
    if (isFinished) {
      hasMore = true;
      findings.note("Expired while it was audited: " + expired.partition());
    }
  }

  private void check(
      LogRecord.Expired expired, Function<String, FileSize> valid, Set<String> adopted) {
    List<String> paths = expired.from().files();
    for (int i = 0; i < paths.size(); i++) {
      FileSize size = valid.apply(paths.get(i));
      long said = expired.from().sizes().get(i).rows();
      if (size == null && !adopted.contains(HivePath.homeOf(paths.get(i)))) {
        findings.add(Fault.LOG, paths.get(i), "it expired, and was not valid");
      } else if (size != null && size.rows() != said) {
        findings.add(Fault.LOG, paths.get(i), "rows=" + size.rows() + ", when it expired=" + said);
      }
    }
  }

  /** Says what expired up to the audit's moment. */
  void finish() {
    isFinished = true;
    if (files > 0) {
      findings.note(
          "Expired: rows=" + rows + ", files=" + files + ", partitions=" + partitions.size());
    }
  }

  /** Whether more expired since the audit's moment. */
  boolean hasMoreSinceTheMoment() {
    return hasMore;
  }
}
