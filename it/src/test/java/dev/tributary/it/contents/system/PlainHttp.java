package dev.tributary.it.contents.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tributary.it.contents.form.Call;
import dev.tributary.it.contents.form.Header;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** A connection to the ingest-service on which each byte is as a form wants it. */
final class PlainHttp implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final String address;
  private Socket socket;
  private InputStream in;

  PlainHttp(String address) throws IOException {
    this.address = address;
    connect();
  }

  private void connect() throws IOException {
    int colon = address.lastIndexOf(':');
    socket =
        new Socket(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
    socket.setSoTimeout((int) PATIENCE.toMillis());
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream());
  }

  /** An answer. */
  record Answer(int status, String body) {}

  Answer send(Call call, Header more) throws IOException {
    var head = new StringBuilder(call.method() + " " + call.target() + " HTTP/1.1\r\n");
    header(head, "Host", address);
    header(head, "User-Agent", "contents oracle/1");
    header(head, more.name(), more.value());
    call.headers().forEach(header -> header(head, header.name(), header.value()));
    if (call.length() == Call.Length.CHUNKED) {
      header(head, "Transfer-Encoding", "chunked");
    } else if (call.length() == Call.Length.TOLD) {
      header(head, "Content-Length", String.valueOf(call.chunks().get(0).length));
    }
    var out = new ByteArrayOutputStream();
    out.writeBytes(head.append("\r\n").toString().getBytes(UTF_8));
    body(call.length(), call.chunks(), out);
    OutputStream wire = socket.getOutputStream();
    out.writeTo(wire);
    wire.flush();
    return answer();
  }

  private static void header(StringBuilder head, String name, String value) {
    head.append(name).append(": ").append(value).append("\r\n");
  }

  private static void body(Call.Length length, List<byte[]> chunks, ByteArrayOutputStream out) {
    if (length == Call.Length.TOLD) {
      out.writeBytes(chunks.get(0));
    } else if (length == Call.Length.CHUNKED) {
      for (byte[] chunk : chunks) {
        out.writeBytes((Integer.toHexString(chunk.length) + "\r\n").getBytes(UTF_8));
        out.writeBytes(chunk);
        out.writeBytes("\r\n".getBytes(UTF_8));
      }
      out.writeBytes("0\r\n\r\n".getBytes(UTF_8));
    }
  }

  private Answer answer() throws IOException {
    String status = line();
    int length = -1;
    boolean last = false;
    for (String line = line(); !line.isEmpty(); line = line()) {
      String lower = line.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Integer.parseInt(line.substring(line.indexOf(':') + 1).strip());
      }
      last |= lower.startsWith("connection:") && lower.contains("close");
    }
    if (length < 0) {
      throw new IOException("An answer must tell its length: " + status);
    }
    byte[] body = in.readNBytes(length);
    if (last) {
      socket.close();
      connect();
    }
    return new Answer(Integer.parseInt(status.substring(9, 12)), new String(body, UTF_8));
  }

  private String line() throws IOException {
    var line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("The connection ended within an answer's head");
      }
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
