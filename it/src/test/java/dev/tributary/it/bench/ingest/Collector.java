package dev.tributary.it.bench.ingest;

import dev.tributary.it.bench.ProcStat;

/**
 * A running collector that is measured.
 *
 * @param name as the figures call it
 * @param address its URL
 * @param pid its process; what that started counts with it
 */
record Collector(String name, String address, long pid) {
  /** Processor time that it and its children have used so far, in seconds. */
  double cpuSeconds() {
    ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
    return ProcStat.of(pid).cpuSeconds()
        + process.descendants().mapToDouble(child -> ProcStat.of(child.pid()).cpuSeconds()).sum();
  }
}
