package dev.tributary.ingest.http1;

import dev.tributary.ingest.http1.head.RefusedRequestException;
import dev.tributary.ingest.json.ProblemJson;
import java.nio.charset.StandardCharsets;

/** The answer to a request that never reaches a handler, as bytes. */
final class ErrorResponseBytes {
  private ErrorResponseBytes() {}

  static byte[] of(RefusedRequestException refused) {
    String reason = ProblemJson.title(refused.status());
    byte[] entity = ProblemJson.of(refused.status(), refused.getMessage());
    byte[] head =
        ("HTTP/1.1 "
                + refused.status()
                + " "
                + reason
                + "\r\nContent-Type: "
                + ProblemJson.MEDIA_TYPE
                + "\r\nContent-Length: "
                + entity.length
                + "\r\nConnection: close\r\n\r\n")
            .getBytes(StandardCharsets.ISO_8859_1);
    byte[] answer = new byte[head.length + entity.length];
    System.arraycopy(head, 0, answer, 0, head.length);
    System.arraycopy(entity, 0, answer, head.length, entity.length);
    return answer;
  }
}
