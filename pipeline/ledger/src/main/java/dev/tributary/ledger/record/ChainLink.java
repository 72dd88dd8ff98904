package dev.tributary.ledger.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * What ties a record of the log to the one before: its hash. States are one chain, the keeper's
 * records another. Records from before the chain have no link.
 *
 * @param previous the SHA-256 of what came before, in hexadecimal digits; empty: no link
 */
public record ChainLink(@JsonInclude(JsonInclude.Include.NON_EMPTY) String previous) {
  /** Of a record that has none before it. */
  public static final ChainLink NONE = new ChainLink("");

  public ChainLink {
    previous = previous == null ? "" : previous;
  }

  /**
   * The link to a record that may have others that belong to it, such as a commit.
   *
   * @param values their values in the order of the log, itself last
   */
  public static ChainLink to(List<byte[]> values) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      for (byte[] value : values) {
        sha256.update(value);
        sha256.update((byte) '\n');
      }
      return new ChainLink(HexFormat.of().formatHex(sha256.digest()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Each JVM must have SHA-256", e);
    }
  }

  /** The link that a record's value has. */
  public static ChainLink of(byte[] value) throws IOException {
    ChainLink link = LogJson.read(value, ChainLink.class);
    return link == null ? NONE : link;
  }

  /** The record's JSON with this link as its last field. */
  public byte[] addedTo(byte[] json) {
    if (previous.isEmpty()) {
      return json;
    }
    byte[] field = (",\"previous\":\"" + previous + "\"}").getBytes(StandardCharsets.UTF_8);
    byte[] linked = new byte[json.length - 1 + field.length];
    System.arraycopy(json, 0, linked, 0, json.length - 1);
    System.arraycopy(field, 0, linked, json.length - 1, field.length);
    return linked;
  }
}
