package dev.tributary.ingest.format;

import dev.tributary.schemas.rules.EventIds;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Ids that come by other specifications: one that breaks our rule is replaced by its SHA-256. */
public final class ExternalIds {
  private ExternalIds() {}

  public static String of(String id) {
    if (EventIds.isValid(id)) {
      return id;
    }
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Cannot hash an id: every JDK has SHA-256", e);
    }
  }
}
