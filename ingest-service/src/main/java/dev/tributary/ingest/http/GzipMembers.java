package dev.tributary.ingest.http;

import dev.tributary.ingest.buffers.Body;
import dev.tributary.ingest.buffers.ReceivedBytes;
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

  /** Deflate makes at most this many bytes of one (RFC 1951: 258 of two bits). */
  private static final int MAX_RATIO = 1_032;

  /** No collection of garbage can begin within a call of the JDK's inflater. */
  private static final int BYTES_A_CALL = 64 * 1024;

  private final ReceivedBytes sent;
  private final int maxBytes;
  private final BodyMemory.Lease memory;
  private final CRC32 checksum = new CRC32();
  private final byte[] oneMore = new byte[1];
  private byte[] out;
  private int room; // what it may fill of it
  private int size;
  private int at;

  /**
   * @param maxBytes most bytes of all members, unpacked
   */
  GzipMembers(ReceivedBytes sent, int maxBytes, BodyMemory.Lease memory) {
    this.sent = sent;
    this.maxBytes = maxBytes;
    this.memory = memory;
    this.room = (int) Math.min(maxBytes, Math.max(LEAST_ROOM, 4L * sent.size()));
    memory.takeForBody(room);
    memory.beginTurn();
    this.out = memory.grow(Body.EMPTY.bytes(), 0, room);
  }

  /**
   * All members' bytes, one member after the other.
   *
   * @throws ProblemException 400 when it is not complete gzip, 413 when it is too large unpacked
   */
  Body unpack() {
    Inflater inflater = new Inflater(true);
    try {
      for (int members = 0; at < sent.size(); members++) {
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
    return new Body(out, size);
  }

  private void member(Inflater inflater) throws DataFormatException {
    int began = size;
    int fed = at;
    while (!inflater.finished()) {
      if (inflater.needsInput() && fed < sent.size()) {
        fed += sent.feed(inflater, fed);
      }
      boolean full = size == room;
      int more =
          full
              ? inflater.inflate(oneMore)
              : inflater.inflate(out, size, Math.min(BYTES_A_CALL, room - size));
      boolean hungry = inflater.needsInput() && fed < sent.size();
      if (more == 0 && !inflater.finished() && !hungry) {
        throw broken("it ends in the middle of a member");
      }
      if (full && more == 1) {
        makeRoom();
        out[size] = oneMore[0];
      }
      YieldPolicy.afterBytes(size, size + more);
      size += more;
    }
    at = fed - inflater.getRemaining();
    checkTrailer(began);
  }

  /**
   * Room grows to what the last member tells of itself, where deflate can make that much of what
   * came: one array of that size costs the heap half of what doubling costs, and the bytes need no
   * copy in the end. A client that tells more than it sent gains nothing: it could have sent it.
   */
  private void makeRoom() {
    if (size >= maxBytes) {
      throw Bodies.tooLarge(maxBytes);
    }
    int told = sent.size() < TRAILER_BYTES ? 0 : number(sent.size() - 4);
    boolean possible = told <= Math.min(maxBytes, (long) MAX_RATIO * sent.size());
    int larger = told > size && possible ? told : (int) Math.min(maxBytes, 2L * room);
    memory.takeForBody(larger - room);
    memory.beginTurn();
    room = larger;
    out = memory.grow(out, size, room);
  }

  private void checkTrailer(int began) {
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
    int flags = sent.at(at + 3);
    if (sent.at(at) != 0x1F || sent.at(at + 1) != (byte) 0x8B || sent.at(at + 2) != 8) {
      throw broken("it or what follows a member does not begin as gzip does");
    }
    if ((flags & UNKNOWN_FLAGS) != 0) {
      throw broken("a member's header has flags that gzip does not know");
    }
    at += HEADER_BYTES;
    if ((flags & EXTRA) != 0) {
      need(2);
      int length = (sent.at(at) & 0xFF) | (sent.at(at + 1) & 0xFF) << 8;
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
    while (sent.at(at) != 0) {
      at++;
      need(1);
    }
    at++;
  }

  private void need(int bytes) {
    if (sent.size() - at < bytes) {
      throw broken("it ends in the middle of a member");
    }
  }

  private int number(int from) {
    return (sent.at(from) & 0xFF)
        | (sent.at(from + 1) & 0xFF) << 8
        | (sent.at(from + 2) & 0xFF) << 16
        | (sent.at(from + 3) & 0xFF) << 24;
  }

  private static ProblemException broken(String cause) {
    return new ProblemException(400, "The body must be complete gzip: " + cause);
  }
}
