package dev.tributary.pipeline.audit;

import dev.tributary.ledger.read.LogCheckpoint;
import dev.tributary.ledger.read.LogEntry;
import dev.tributary.ledger.read.OpenSwaps;
import dev.tributary.ledger.record.HivePath;
import dev.tributary.ledger.record.LogRecord;
import dev.tributary.pipeline.audit.found.Fault;
import dev.tributary.pipeline.audit.found.Findings;
import dev.tributary.pipeline.audit.kafka.AuditedKafka;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The log up to the audit's moment, and what came behind it: a file that is gone may have been
 * replaced meanwhile. Then the partition is taken as it is by the log's present end, and rows
 * behind the moment do not count. Thread safe.
 */
final class FollowedLog {
  private final AuditedKafka kafka;
  private final LogScan scan;
  private final LogAccount account;
  private final List<LogEntry> tail = new ArrayList<>();
  private final Set<String> renewed = new HashSet<>();
  private final Map<String, List<String>> byPartition = new TreeMap<>();
  private final Map<String, String> staged;
  private final ChainHead head;
  private final long linked;
  private long next;

  /**
   * Reads the log as it is now.
   *
   * @param checkpoint what stands for its trimmed part
   * @param written what its chain was at some time
   */
  FollowedLog(AuditedKafka kafka, Findings findings, LogCheckpoint checkpoint, ChainHead written) {
    this.kafka = kafka;
    this.scan = new LogScan(findings, written);
    this.account = new LogAccount(scan, findings);
    try (AuditedKafka.OpenRange log = kafka.log()) {
      scan.learn(log);
      if (log.begin() > checkpoint.offset() && !checkpoint.equals(LogCheckpoint.NONE)) {
        findings.add(
            Fault.LOG,
            "offset " + checkpoint.offset(),
            "the lake's checkpoint ends there, and the log begins at " + log.begin());
      }
      account.begin(checkpoint);
      scan.each(log, checkpoint.offset(), account::add);
      next = log.end();
    }
    scan.chain().finish();
    head = scan.chain().head();
    linked = scan.chain().linked();
    staged = account.staged();
    for (String path : account.manifest().files()) {
      byPartition
          .computeIfAbsent(HivePath.partitionOf(path), partition -> new ArrayList<>())
          .add(path);
    }
  }

  /** The newest state up to the audit's moment, with its hash. */
  ChainHead head() {
    return head;
  }

  /** How many states name the hash of the one before. */
  long linked() {
    return linked;
  }

  LogAccount account() {
    return account;
  }

  /** The partitions that have valid files. */
  List<String> partitions() {
    return List.copyOf(byPartition.keySet());
  }

  /** The valid files of a partition. */
  synchronized List<ValidFile> files(String partition) {
    List<ValidFile> files = new ArrayList<>();
    for (String path : byPartition.get(partition)) {
      String name = path.substring(path.lastIndexOf('/'));
      List<String> places = new ArrayList<>(List.of(path));
      for (OpenSwaps.Open open : account.manifest().openSwaps().of(partition)) {
        places.add(open.swapped().from().location() + name);
        places.add(open.swapped().to().location() + name);
      }
      String before = staged.get(HivePath.homeOf(path));
      if (before != null) {
        places.add(before);
      }
      files.add(new ValidFile(path, places, account.size(path), !account.isAdopted(path)));
    }
    return files;
  }

  /** Takes what the keeper did to the partition since the audit's moment. */
  synchronized void renew(String partition) {
    readOn();
    List<LogEntry> left = new ArrayList<>();
    boolean isForgotten = false;
    for (LogEntry entry : tail) {
      if (partition.equals(partitionOf(entry.record()))) {
        account.add(entry);
        renewed.add(partition);
      } else {
        left.add(entry);
      }
      isForgotten |=
          entry.record() instanceof LogRecord.Snapshot snapshot && forgets(snapshot, partition);
    }
    tail.clear();
    tail.addAll(left);
    List<String> files = new ArrayList<>();
    for (String path : account.manifest().files()) {
      if (!isForgotten && HivePath.partitionOf(path).equals(partition)) {
        files.add(path);
      }
    }
    byPartition.put(partition, files);
  }

  private static boolean forgets(LogRecord.Snapshot snapshot, String partition) {
    HivePath path = HivePath.of(partition + "/file");
    return path.values().size() == 3 && !snapshot.eventTypes().contains(path.values().get(0));
  }

  private void readOn() {
    try (AuditedKafka.OpenRange log = kafka.log()) {
      scan.each(log, next, tail::add);
      next = Math.max(next, log.end());
    }
  }

  private static String partitionOf(LogRecord record) {
    if (record instanceof LogRecord.Swapped swapped) {
      return swapped.partition();
    }
    if (record instanceof LogRecord.Expired expired) {
      return expired.partition();
    }
    if (record instanceof LogRecord.Located located) {
      return located.partition();
    }
    return record instanceof LogRecord.Retired retired ? retired.partition() : "";
  }

  /** Whether files of the partition may hold rows of commits behind the audit's moment. */
  synchronized boolean isRenewed(String partition) {
    return renewed.contains(partition);
  }

  /** Takes all that the log has now: for who asks which files it knows. */
  synchronized Map<String, Set<String>> foldersNow() {
    readOn();
    for (LogEntry entry : tail) {
      account.manifest().add(entry.record());
    }
    tail.clear();
    Map<String, Set<String>> folders = new HashMap<>();
    account
        .manifest()
        .partitions()
        .forEach((partition, location) -> add(folders, partition, location));
    for (OpenSwaps.Open open : account.manifest().openSwaps().all()) {
      add(folders, open.swapped().partition(), open.swapped().from().location());
      add(folders, open.swapped().partition(), open.swapped().to().location());
    }
    return folders;
  }

  private static void add(Map<String, Set<String>> folders, String partition, String folder) {
    folders.computeIfAbsent(partition, each -> new HashSet<>()).add(folder);
  }

  /** Whether a type was forgotten whose files may still lie there. */
  boolean hasForgotten(String eventType) {
    return scan.forgotten().contains(eventType);
  }
}
