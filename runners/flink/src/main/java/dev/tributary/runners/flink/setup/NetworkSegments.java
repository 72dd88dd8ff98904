package dev.tributary.runners.flink.setup;

/**
 * The memory segments that carry elements from task to task. A slice of records is 100 KB or so:
 * cut into Flink's segments of 32 KiB it is put together again before it is read, in segments of
 * 256 KiB seldom. Their number matters too: each pair of tasks of an exchange holds some, and a job
 * without enough of them does not start.
 */
public final class NetworkSegments {
  /** What an embedded Flink has for all its segments. */
  private static final int ALL_KIB = 64 << 10;

  /** Two exchanges of three segments a pair of tasks, and as many again for what they share. */
  private static final int A_PAIR = 16;

  private static final int LARGEST_KIB = 256;
  private static final int SMALLEST_KIB = 32;

  private NetworkSegments() {}

  /** The size in KiB, a power of two, that leaves enough of them for so many parallel tasks. */
  public static int kib(int parallelism) {
    int kib = LARGEST_KIB;
    while (kib > SMALLEST_KIB && (long) A_PAIR * parallelism * parallelism > ALL_KIB / kib) {
      kib /= 2;
    }
    return kib;
  }
}
