package dev.tributary.ingest.collect;

import dev.tributary.ingest.envelope.QueryParameters;
import dev.tributary.ingest.gate.RequestHead;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Reads a CloudEvent in binary mode: attributes in {@code ce-} headers, data in the body. */
final class CloudEventHeaders {
  private static final String PREFIX = "ce-";

  private CloudEventHeaders() {}

  /** True when the request is a CloudEvent in binary mode. */
  static boolean areIn(RequestHead head) {
    return head.header("ce-specversion").isPresent();
  }

  static Candidate read(RequestHead head, byte[] body) {
    Map<String, String> attributes = new LinkedHashMap<>();
    for (int i = 0; i < head.headerCount(); i++) {
      String name =
          new String(
                  head.bytes(),
                  head.nameFrom(i),
                  head.nameTo(i) - head.nameFrom(i),
                  StandardCharsets.ISO_8859_1)
              .toLowerCase(Locale.ROOT);
      if (name.startsWith(PREFIX)) {
        attributes.put(name.substring(PREFIX.length()), value(head, i));
      }
    }
    String type = head.header("content-type").orElse("");
    if (!type.isEmpty()) {
      attributes.put("datacontenttype", type);
    }
    return new CloudEvent(attributes, CloudEventData.of(type, body)).candidate();
  }

  /** Values are percent-encoded (HTTP binding, 3.1.3.2); a plus is a plus. */
  private static String value(RequestHead head, int header) {
    int from = head.valueFrom(header);
    String value =
        new String(head.bytes(), from, head.valueTo(header) - from, StandardCharsets.ISO_8859_1);
    try {
      return QueryParameters.percentDecode(value);
    } catch (IllegalArgumentException asItIs) {
      return value;
    }
  }
}
