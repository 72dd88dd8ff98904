package dev.tributary.ingest.http1.head;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** Heads for tests of what is made of them. */
public final class HeadsForTests {
  private HeadsForTests() {}

  /** One head; a char is a byte. */
  public static RequestHead parse(String head) {
    return new HeadParser(HeadLimits.DEFAULT).parse(head.getBytes(ISO_8859_1));
  }
}
