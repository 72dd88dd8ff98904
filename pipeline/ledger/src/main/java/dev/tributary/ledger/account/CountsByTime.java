package dev.tributary.ledger.account;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Counts of named things by time: by the minute for two days, by the hour for fifteen. Its size has
 * a bound, whatever names and times it is given. One thread.
 */
public final class CountsByTime {
  /** Stands for the names past the bound. */
  public static final String OTHER = "other";

  static final int MOST_NAMES = 64;
  private static final int MOST_MINUTES = 50 * 60;
  private static final int MOST_HOURS = 15 * 24 + 2;

  private final Map<String, Integer> names = new LinkedHashMap<>();
  private final Buckets minutes = new Buckets(Span.MINUTE, MOST_MINUTES);
  private final Buckets hours = new Buckets(Span.HOUR, MOST_HOURS);
  private long first = Long.MAX_VALUE;

  /** Counts by the begin of a minute or hour; past the bound the oldest are forgotten. */
  private static final class Buckets {
    private final NavigableMap<Long, long[]> counts = new TreeMap<>();
    private final long width;
    private final int most;
    private long forgottenTo = Long.MIN_VALUE;

    Buckets(long width, int most) {
      this.width = width;
      this.most = most;
    }

    void add(long millis, int name, long count) {
      long begin = Math.floorDiv(millis, width) * width;
      long[] of = counts.getOrDefault(begin, new long[0]);
      if (of.length <= name) {
        of = Arrays.copyOf(of, name + 1);
        counts.put(begin, of);
      }
      of[name] += count;
      if (counts.size() > most) {
        forgottenTo = Math.max(forgottenTo, counts.pollFirstEntry().getKey() + width);
      }
    }
  }

  /** Counts so many more at a time, ms since the epoch. Fewer than none takes back. */
  public void add(long millis, String name, long count) {
    if (count == 0) {
      return;
    }
    first = Math.min(first, millis);
    int number = number(name);
    minutes.add(millis, number, count);
    hours.add(millis, number, count);
  }

  private int number(String name) {
    Integer known = names.get(name);
    if (known != null) {
      return known;
    }
    String counted = names.size() < MOST_NAMES - 1 ? name : OTHER;
    return names.computeIfAbsent(counted, next -> names.size());
  }

  /** The sums of a span by name; 0 is left out. */
  public Map<String, Long> in(Span span) {
    Buckets buckets = of(span);
    long[] sums = new long[names.size()];
    for (long[] counts : buckets.counts.subMap(span.from(), span.to()).values()) {
      for (int name = 0; name < counts.length; name++) {
        sums[name] += counts[name];
      }
    }
    Map<String, Long> byName = new TreeMap<>();
    names.forEach(
        (name, number) -> {
          if (sums[number] != 0) {
            byName.put(name, sums[number]);
          }
        });
    return byName;
  }

  /** Whether it has all of the span: counting began before it, and nothing of it is forgotten. */
  public boolean covers(Span span) {
    return first <= span.from() && of(span).forgottenTo <= span.from();
  }

  /** The time of the first count, ms since the epoch; none was counted: the largest number. */
  public long first() {
    return first;
  }

  private Buckets of(Span span) {
    return span.width() == Span.HOUR ? hours : minutes;
  }
}
