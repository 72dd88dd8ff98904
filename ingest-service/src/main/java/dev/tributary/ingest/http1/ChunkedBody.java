package dev.tributary.ingest.http1;

import dev.tributary.ingest.http1.head.HeadParser;
import dev.tributary.ingest.http1.head.ReadBuffer;
import dev.tributary.ingest.http1.head.RefusedRequestException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/**
 * A chunked body (RFC 9112, 7.1). Each piece that was read is passed on as a chunk of its own, so
 * that the size a client announces never decides how much is kept in memory. Extensions and
 * trailers are read and dropped.
 */
final class ChunkedBody implements BodyReader {
  private static final int MAX_LINE_BYTES = 256;
  private static final int MAX_TRAILER_BYTES = 8 * 1024;

  /** Beyond these many chunks they must hold 8 bytes each, on average. */
  private static final int FREE_CHUNKS = 4_096;

  private static final int LEAST_CHUNK_BYTES = 8;

  private final long beganNanos;
  private long leftInChunk;
  private long bytes;
  private long chunks;
  private boolean between = true;
  private boolean done;

  ChunkedBody(long beganNanos) {
    this.beganNanos = beganNanos;
  }

  @Override
  public boolean isDone() {
    return done;
  }

  @Override
  public byte[] next(ReadBuffer buffer, Supplier<byte[]> more) {
    if (between) {
      leftInChunk = size(line(buffer, more, MAX_LINE_BYTES));
      chunks++;
      if (chunks > FREE_CHUNKS + bytes / LEAST_CHUNK_BYTES) {
        throw bad("The body comes in too many chunks of too few bytes");
      }
      between = false;
      if (leftInChunk == 0) {
        skipTrailers(buffer, more);
        done = true;
        return "0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);
      }
    }
    fill(buffer, more);
    byte[] piece = buffer.take((int) Math.min(leftInChunk, Integer.MAX_VALUE));
    leftInChunk -= piece.length;
    bytes += piece.length;
    if (leftInChunk == 0) {
      if (!line(buffer, more, 2).isEmpty()) {
        throw bad("A chunk must end with CR LF");
      }
      between = true;
    }
    return chunk(piece);
  }

  @Override
  public long timeoutNanos(Http1Settings settings) {
    return settings.bodyTimeoutNanos(beganNanos, bytes);
  }

  private static byte[] chunk(byte[] piece) {
    byte[] size =
        (Integer.toHexString(piece.length) + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
    byte[] chunk = new byte[size.length + piece.length + 2];
    System.arraycopy(size, 0, chunk, 0, size.length);
    System.arraycopy(piece, 0, chunk, size.length, piece.length);
    chunk[chunk.length - 2] = '\r';
    chunk[chunk.length - 1] = '\n';
    return chunk;
  }

  private static long size(String line) {
    int extension = line.indexOf(';');
    String size = extension < 0 ? line : line.substring(0, extension);
    boolean hex = !size.isEmpty() && size.length() <= 15;
    for (int i = 0; hex && i < size.length(); i++) {
      hex = "0123456789abcdefABCDEF".indexOf(size.charAt(i)) >= 0;
    }
    if (!hex) {
      throw bad("A chunk's size must be 1 to 15 hexadecimal digits");
    }
    if (extension >= 0 && !ChunkExtensions.areIn(line, extension)) {
      throw bad("A chunk's extension must be: ;name=value, without blanks");
    }
    return Long.parseLong(size, 16);
  }

  private static void skipTrailers(ReadBuffer buffer, Supplier<byte[]> more) {
    int left = MAX_TRAILER_BYTES;
    String trailer = line(buffer, more, left);
    while (!trailer.isEmpty()) {
      left -= trailer.length();
      HeadParser.checkTrailer(trailer.getBytes(StandardCharsets.ISO_8859_1));
      trailer = line(buffer, more, left);
    }
  }

  private static String line(ReadBuffer buffer, Supplier<byte[]> more, int maxBytes) {
    ByteArrayOutputStream line = new ByteArrayOutputStream(16);
    while (true) {
      fill(buffer, more);
      byte b = buffer.takeByte();
      if (b == '\r') {
        fill(buffer, more);
        if (buffer.takeByte() != '\n') {
          throw bad("A line between chunks must end with CR LF");
        }
        return line.toString(StandardCharsets.ISO_8859_1);
      }
      if (b >= 0 && b < ' ' && b != '\t' || b == 0x7F || line.size() >= maxBytes) {
        throw bad("A line between chunks is too long or has a control character in it");
      }
      line.write(b);
    }
  }

  private static void fill(ReadBuffer buffer, Supplier<byte[]> more) {
    while (buffer.size() == 0) {
      buffer.add(more.get());
    }
  }

  private static RefusedRequestException bad(String message) {
    return new RefusedRequestException(400, message);
  }
}
