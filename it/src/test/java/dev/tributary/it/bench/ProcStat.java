package dev.tributary.it.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a process has taken, from proc(5).
 *
 * @param cpuSeconds its utime and stime: fields 14 and 15 of {@code stat}, in clock ticks
 * @param residentKiB VmRSS of {@code status}
 * @param peakKiB VmHWM of {@code status}, the peak of the resident set
 */
public record ProcStat(double cpuSeconds, long residentKiB, long peakKiB) {
  private static final double TICKS_A_SECOND = 100;

  /**
   * Reads it now.
   *
   * @throws UncheckedIOException when the process has ended
   */
  public static ProcStat of(long pid) {
    Path proc = Path.of("/proc", Long.toString(pid));
    try {
      String status = Files.readString(proc.resolve("status"));
      return new ProcStat(cpuSecondsOf(proc), kib(status, "VmRSS:"), kib(status, "VmHWM:"));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read what process " + pid + " has taken", e);
    }
  }

  /**
   * The processor time of a process or of one thread, by its folder under {@code /proc}.
   *
   * @throws UncheckedIOException when it has ended
   */
  public static double cpuSecondsOf(Path folder) {
    try {
      String stat = Files.readString(folder.resolve("stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_A_SECOND;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the processor time of " + folder, e);
    }
  }

  private static long kib(String status, String name) {
    return status
        .lines()
        .filter(line -> line.startsWith(name))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElse(0);
  }

  /** Two processes taken together. */
  public ProcStat plus(ProcStat other) {
    return new ProcStat(
        cpuSeconds + other.cpuSeconds, residentKiB + other.residentKiB, peakKiB + other.peakKiB);
  }
}
