package dev.tributary.ingest.format.segment;

import java.util.Locale;

/** The calls of the Segment API; each has a short path too, which the browser SDK uses. */
public enum SegmentCall {
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
  public String path() {
    return name().toLowerCase(Locale.ROOT);
  }

  public String shortPath() {
    return shortPath;
  }
}
