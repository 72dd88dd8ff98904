package dev.tributary.it.support;

import java.nio.charset.StandardCharsets;

/** JSON as tests write it: with {@code '} in the place of each quotation mark. */
public final class TestJson {
  private TestJson() {}

  /** The JSON itself. */
  public static String json(String withApostrophes) {
    return withApostrophes.replace('\'', '"');
  }

  /** Its bytes. */
  public static byte[] utf8(String withApostrophes) {
    return json(withApostrophes).getBytes(StandardCharsets.UTF_8);
  }
}
