package dev.tributary.it.bench.start;

import dev.tributary.it.bench.ProcStat;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What Maven and the parts under it have taken so far, by the name of the part. */
final class ProcessTree {
  private static final List<String> PARTS =
      List.of("kafka", "metastore", "presto", "pipeline", "compaction", "ingest-service");

  private final Map<String, ProcStat> parts = new LinkedHashMap<>();

  private ProcessTree() {}

  /** All processes from this one down, as they are now. */
  static ProcessTree of(ProcessHandle maven) {
    var tree = new ProcessTree();
    Stream.concat(Stream.of(maven), maven.descendants())
        .sorted(Comparator.comparingLong(ProcessHandle::pid))
        .forEach(each -> tree.parts.merge(name(each), ProcStat.of(each.pid()), ProcStat::plus));
    return tree;
  }

  private static String name(ProcessHandle process) {
    String line = process.info().commandLine().orElse("");
    for (String part : PARTS) {
      if (line.contains("/" + part + ".args")) {
        return part;
      }
    }
    return line.contains("dev.tributary.runners.local") ? "supervisor" : "maven";
  }

  List<String> names() {
    return List.copyOf(parts.keySet());
  }

  double cpuSeconds(String name) {
    return parts.containsKey(name) ? parts.get(name).cpuSeconds() : 0;
  }

  long residentMiB(String name) {
    return parts.get(name).residentKiB() >> 10;
  }

  double cpuSeconds() {
    return parts.values().stream().mapToDouble(ProcStat::cpuSeconds).sum();
  }

  long residentMiB() {
    return parts.values().stream().mapToLong(ProcStat::residentKiB).sum() >> 10;
  }
}
