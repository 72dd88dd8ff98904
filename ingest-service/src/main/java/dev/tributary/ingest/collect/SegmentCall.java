package dev.tributary.ingest.collect;

import java.util.Locale;

/** The calls of the Segment API; each has a short path too, which the browser SDK uses. */
enum SegmentCall {
  TRACK("t"),
  PAGE("p"),
  SCREEN("s"),
  IDENTIFY("i"),
  GROUP("g"),
  ALIAS("a"),
  BATCH("b"),
  METRICS("m");

  private final String shortPath;

  SegmentCall(String shortPath) {
    this.shortPath = shortPath;
  }

  /** The call's name, which is its path under {@code /v1/}. */
  String path() {
    return name().toLowerCase(Locale.ROOT);
  }

  String shortPath() {
    return shortPath;
  }
}
