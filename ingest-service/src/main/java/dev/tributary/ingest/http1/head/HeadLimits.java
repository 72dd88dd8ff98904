package dev.tributary.ingest.http1.head;

/**
 * How big a request's head may be.
 *
 * @param maxLineBytes longest request line; beyond it the answer is 414
 * @param maxBytes biggest head, line and headers; beyond it the answer is 431
 * @param maxHeaders most header fields; beyond it the answer is 431
 */
public record HeadLimits(int maxLineBytes, int maxBytes, int maxHeaders) {
  /** 16 KiB of line, 64 KiB of head, 200 headers. */
  public static final HeadLimits DEFAULT = new HeadLimits(16 * 1024, 64 * 1024, 200);
}
