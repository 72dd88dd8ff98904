package dev.tributary.ingest.collect;

import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Unpacks gzip of one or more members (RFC 1952) by a loop: the JDK's stream goes one call deeper
 * for each member. What is not wholly gzip is refused: text after the last member too. For one
 * thread, used once.
 */
final class GzipMembers {
  private static final int MAX_MEMBERS = 100;
  private static final int HEADER_BYTES = 10;
  private static final int TRAILER_BYTES = 8;
  private static final int HEADER_CHECKSUM = 2;
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;
  private static final int UNKNOWN_FLAGS = 0xE0;
  private static final int LEAST_ROOM = 512;

  private final byte[] sent;
  private final int maxBytes;
  private final BodyMemory.Lease memory;
  private final CRC32 checksum = new CRC32();
  private byte[] out;
  private int size;
  private int at;

  /**
   * @param maxBytes most bytes of all members, unpacked
   */
  GzipMembers(byte[] sent, int maxBytes, BodyMemory.Lease memory) {
    this.sent = sent;
    this.maxBytes = maxBytes;
    this.memory = memory;
    int room = (int) Math.min(maxBytes, Math.max(LEAST_ROOM, 4L * sent.length));
    memory.takeForBody(room);
    memory.beginTurn();
    this.out = new byte[room];
  }

  /**
   * All members' bytes, one member after the other.
   *
   * @throws Problem 400 when it is not complete gzip, 413 when it is too large unpacked
   */
  byte[] unpack() {
    Inflater inflater = new Inflater(true);
    try {
      for (int members = 0; at < sent.length; members++) {
        if (members == MAX_MEMBERS) {
          throw broken("it has more than " + MAX_MEMBERS + " members");
        }
        skipHeader();
        inflater.reset();
        member(inflater);
      }
    } catch (DataFormatException e) {
      throw broken(String.valueOf(e.getMessage()));
    } finally {
      inflater.end();
    }
    return size == out.length ? out : Arrays.copyOf(out, size);
  }

  private void member(Inflater inflater) throws DataFormatException {
    int began = size;
    inflater.setInput(sent, at, sent.length - at);
    while (!inflater.finished()) {
      if (size == out.length) {
        makeRoom();
      }
      int more = inflater.inflate(out, size, out.length - size);
      size += more;
      if (more == 0 && !inflater.finished()) {
        throw broken("it ends in the middle of a member");
      }
    }
    at = sent.length - inflater.getRemaining();
    checkTrailer(began);
  }

  /** One byte more than is allowed, to see that it is too much. */
  private void makeRoom() {
    if (size > maxBytes) {
      throw Bodies.tooLarge(maxBytes);
    }
    int room = (int) Math.min(maxBytes + 1L, 2L * out.length);
    memory.takeForBody(room - out.length);
    memory.beginTurn();
    out = Arrays.copyOf(out, room);
  }

  private void checkTrailer(int began) {
    if (size > maxBytes) {
      throw Bodies.tooLarge(maxBytes);
    }
    need(TRAILER_BYTES);
    checksum.reset();
    checksum.update(out, began, size - began);
    if (number(at) != (int) checksum.getValue() || number(at + 4) != size - began) {
      throw broken("a member's checksum or length is wrong");
    }
    at += TRAILER_BYTES;
  }

  private void skipHeader() {
    need(HEADER_BYTES);
    int flags = sent[at + 3];
    if (sent[at] != 0x1F || sent[at + 1] != (byte) 0x8B || sent[at + 2] != 8) {
      throw broken("it or what follows a member does not begin as gzip does");
    }
    if ((flags & UNKNOWN_FLAGS) != 0) {
      throw broken("a member's header has flags that gzip does not know");
    }
    at += HEADER_BYTES;
    if ((flags & EXTRA) != 0) {
      need(2);
      int length = (sent[at] & 0xFF) | (sent[at + 1] & 0xFF) << 8;
      at += 2;
      need(length);
      at += length;
    }
    if ((flags & NAME) != 0) {
      skipText();
    }
    if ((flags & COMMENT) != 0) {
      skipText();
    }
    if ((flags & HEADER_CHECKSUM) != 0) {
      need(2);
      at += 2;
    }
  }

  private void skipText() {
    need(1);
    while (sent[at] != 0) {
      at++;
      need(1);
    }
    at++;
  }

  private void need(int bytes) {
    if (sent.length - at < bytes) {
      throw broken("it ends in the middle of a member");
    }
  }

  private int number(int from) {
    return (sent[from] & 0xFF)
        | (sent[from + 1] & 0xFF) << 8
        | (sent[from + 2] & 0xFF) << 16
        | (sent[from + 3] & 0xFF) << 24;
  }

  private static Problem broken(String cause) {
    return new Problem(400, "The body must be complete gzip: " + cause);
  }
}
