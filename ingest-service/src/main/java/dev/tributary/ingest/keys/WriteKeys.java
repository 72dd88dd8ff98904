package dev.tributary.ingest.keys;

import dev.tributary.ingest.http.Authenticator;
import dev.tributary.ingest.http.Client;
import dev.tributary.ingest.http.ProblemException;
import dev.tributary.ingest.http.QueryParameters;
import dev.tributary.ingest.http1.head.RequestHead;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Admits clients that have a write key. The file is read again when it changed, at most once a
 * second; one that is broken then is reported and the keys before it stay. Thread safe.
 */
public final class WriteKeys implements Authenticator {
  private static final Logger LOG = LoggerFactory.getLogger(WriteKeys.class);
  private static final long LOOK_NANOS = 1_000_000_000;

  private final Path file;
  private final LongSupplier nanoClock;
  private volatile List<WriteKey> keys;
  private volatile long lookedNanos;
  private FileTime read;

  /**
   * Reads the file.
   *
   * @throws IllegalArgumentException when it is broken
   */
  public WriteKeys(Path file, LongSupplier nanoClock) {
    this.file = file;
    this.nanoClock = nanoClock;
    this.lookedNanos = nanoClock.getAsLong();
    try {
      this.read = Files.getLastModifiedTime(file);
      this.keys = KeyFile.parse(Files.readString(file), nanoClock);
    } catch (IOException e) {
      throw new IllegalArgumentException("keys.file can't be read: " + file, e);
    } catch (IllegalArgumentException broken) {
      throw new IllegalArgumentException("keys.file " + file + ": " + broken.getMessage(), broken);
    }
  }

  @Override
  public Client authenticate(RequestHead head, QueryParameters query) {
    if (nanoClock.getAsLong() - lookedNanos > LOOK_NANOS) {
      look();
    }
    byte[] given = KeyFile.hash(presented(head, query));
    Client found = null;
    for (WriteKey key : keys) {
      if (MessageDigest.isEqual(key.hash(), given)) { // all are compared: time tells nothing
        found = key;
      }
    }
    if (found == null) {
      throw new ProblemException(
          401,
          "The request needs a good write key: Authorization: Bearer KEY, Basic with the key as"
              + " user name, or ?write_key=KEY",
          Map.of("WWW-Authenticate", "Bearer realm=\"tributary\""));
    }
    return found;
  }

  private synchronized void look() {
    lookedNanos = nanoClock.getAsLong();
    try {
      FileTime now = Files.getLastModifiedTime(file);
      if (now.equals(read)) {
        return;
      }
      read = now;
      List<WriteKey> fresh = KeyFile.parse(Files.readString(file), nanoClock);
      fresh.forEach(this::continueRate);
      keys = fresh;
      LOG.info("Read the write keys again file={} keys={}", file, keys.size());
    } catch (IOException | IllegalArgumentException broken) {
      LOG.warn(
          "Cannot read the write keys, the old ones stay file={} cause={}",
          file,
          broken.getMessage());
    }
  }

  /** Or else each change of the file would give everybody a full bucket. */
  private void continueRate(WriteKey key) {
    for (WriteKey before : keys) {
      if (MessageDigest.isEqual(before.hash(), key.hash())) {
        key.continueFrom(before);
      }
    }
  }

  private static String presented(RequestHead head, QueryParameters query) {
    Optional<String> authorization = head.header("authorization");
    if (authorization.isEmpty()) {
      return query.first("write_key").orElse("");
    }
    String value = authorization.get();
    if (value.regionMatches(true, 0, "Bearer ", 0, 7)) {
      return value.substring(7).strip();
    }
    return value.regionMatches(true, 0, "Basic ", 0, 6) ? userName(value.substring(6)) : "";
  }

  private static String userName(String base64) {
    try {
      byte[] bytes = Base64.getDecoder().decode(base64.strip());
      String pair = new String(bytes, StandardCharsets.UTF_8);
      int colon = pair.indexOf(':');
      return colon < 0 ? pair : pair.substring(0, colon);
    } catch (IllegalArgumentException broken) {
      return "";
    }
  }
}
