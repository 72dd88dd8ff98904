package dev.tributary.it.support;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;

/**
 * An answer that tells its length, as the service's do.
 *
 * @param head status line and headers, with the empty line that ends them
 * @param body one char a byte
 */
public record HttpAnswer(String head, String body) {
  /**
   * Reads one.
   *
   * @throws IOException when the connection ends before it does
   */
  public static HttpAnswer read(InputStream in) throws IOException {
    var head = new StringBuilder(256);
    while (head.length() < 4 || head.indexOf("\r\n\r\n", head.length() - 4) < 0) {
      int b = in.read();
      if (b < 0) {
        throw new IOException("The connection ended after: " + head);
      }
      head.append((char) b);
    }
    int length = head.indexOf("Content-Length: ") + "Content-Length: ".length();
    int bytes = Integer.parseInt(head.substring(length, head.indexOf("\r", length)));
    byte[] body = in.readNBytes(bytes);
    if (body.length < bytes) {
      throw new IOException("The connection ended within the answer: " + head);
    }
    return new HttpAnswer(head.toString(), new String(body, ISO_8859_1));
  }

  /** Its status. */
  public int status() {
    return Integer.parseInt(head.substring(9, 12));
  }

  /** Whether the service ends the connection after it. */
  public boolean isLast() {
    return head.contains("Connection: close");
  }
}
