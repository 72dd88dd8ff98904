package dev.tributary.it.bench.door;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** proc(5): fields 14 and 15 of stat, utime and stime in clock ticks. */
final class ProcCpu {
  private static final double TICKS_A_SECOND = 100;

  private ProcCpu() {}

  static double seconds(long pid) {
    return seconds(Path.of("/proc", Long.toString(pid)));
  }

  /** Of a process or of one thread, by its folder under /proc. */
  static double seconds(Path folder) {
    try {
      String stat = Files.readString(folder.resolve("stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_A_SECOND;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the processor time of " + folder, e);
    }
  }
}
