package dev.tributary.ingest.http1;

import dev.tributary.ingest.http1.ReadRequests.End;
import dev.tributary.ingest.http1.ReadRequests.Request;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.http.HttpVersion;

/** The same bytes by Jetty's parser, which has no code in common with ours. */
final class JettyReading implements HttpParser.RequestHandler {
  private final List<Request> complete = new ArrayList<>();
  private String method = "";
  private ByteArrayOutputStream body = new ByteArrayOutputStream();
  private String refusal = "";

  static ReadRequests of(byte[] stream) {
    return new JettyReading().read(stream);
  }

  private ReadRequests read(byte[] stream) {
    HttpParser parser = new HttpParser(this, -1, HttpCompliance.RFC9110);
    ByteBuffer bytes = ByteBuffer.wrap(stream);
    int before = -1;
    while (refusal.isEmpty() && bytes.hasRemaining() && bytes.position() != before) {
      before = bytes.position();
      parser.parseNext(bytes);
      if (parser.isComplete()) {
        parser.reset();
      }
    }
    return new ReadRequests(complete, refusal.isEmpty() ? End.NO_MORE_BYTES : End.REFUSED, refusal);
  }

  @Override
  public void startRequest(String name, String uri, HttpVersion version) {
    method = name;
    body = new ByteArrayOutputStream();
  }

  @Override
  public void parsedHeader(HttpField field) {}

  @Override
  public boolean headerComplete() {
    return false;
  }

  @Override
  public boolean content(ByteBuffer item) {
    byte[] piece = new byte[item.remaining()];
    item.get(piece);
    body.writeBytes(piece);
    return false;
  }

  @Override
  public boolean contentComplete() {
    return false;
  }

  @Override
  public boolean messageComplete() {
    complete.add(Request.of(method, body.toByteArray()));
    return true;
  }

  @Override
  public void badMessage(HttpException failure) {
    refusal = String.valueOf(failure.getReason());
  }

  /** What Jetty calls for a request that breaks behind its head. */
  @Override
  public void earlyEOF() {
    refusal = "The body is broken";
  }
}
