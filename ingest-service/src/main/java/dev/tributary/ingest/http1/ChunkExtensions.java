package dev.tributary.ingest.http1;

import dev.tributary.ingest.http1.head.HeadParser;

/**
 * Checks what stands behind a chunk's size (RFC 9112, 7.1.1): names, and values that are names or
 * quoted. The blanks that the grammar allows are refused, as no client needs them and parsers
 * differ about them.
 */
final class ChunkExtensions {
  private final String line;
  private int at;

  private ChunkExtensions(String line, int from) {
    this.line = line;
    this.at = from;
  }

  /** Whether the line has nothing but extensions from the index on. */
  static boolean areIn(String line, int from) {
    return new ChunkExtensions(line, from).valid();
  }

  private boolean valid() {
    while (at < line.length()) {
      if (!skip(';') || !skipName()) {
        return false;
      }
      if (skip('=') && !(skip('"') ? skipQuoted() : skipName())) {
        return false;
      }
    }
    return true;
  }

  private boolean skip(char c) {
    boolean is = at < line.length() && line.charAt(at) == c;
    at += is ? 1 : 0;
    return is;
  }

  private boolean skipName() {
    int from = at;
    while (at < line.length() && HeadParser.isToken((byte) line.charAt(at))) {
      at++;
    }
    return at > from;
  }

  /** Behind the closing quote. */
  private boolean skipQuoted() {
    while (at < line.length()) {
      char c = line.charAt(at++);
      if (c == '"') {
        return true;
      }
      if (c > '~' || c == '\\' && at++ == line.length()) {
        return false;
      }
    }
    return false;
  }
}
