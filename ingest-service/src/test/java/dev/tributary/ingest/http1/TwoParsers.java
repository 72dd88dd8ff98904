package dev.tributary.ingest.http1;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.tributary.ingest.http1.ReadRequests.End;
import dev.tributary.ingest.http1.ReadRequests.Request;
import java.util.List;
import java.util.Optional;

/**
 * Our parser beside Jetty's parser. Smuggling lives on two parsers that end a request at two
 * places, so the law is: what ours takes, Jetty takes as the same request. Ours may refuse more.
 */
final class TwoParsers {
  private TwoParsers() {}

  /**
   * What ours says where it refuses what Jetty takes; empty where they agree.
   *
   * @throws AssertionError where ours takes what Jetty refuses or reads in another way
   */
  static Optional<String> refusedByOursAlone(byte[] stream) {
    ReadRequests ours = OurReading.of(stream, Math.max(1, stream.length));
    ReadRequests theirs = JettyReading.of(stream);
    List<Request> one = ours.complete();
    List<Request> other = theirs.complete();
    for (int i = 0; i < one.size(); i++) {
      if (i == other.size() || !one.get(i).equals(other.get(i))) {
        throw disagreement(stream, ours, theirs);
      }
    }
    if (one.size() == other.size() || ours.end() == End.CLOSED) {
      return Optional.empty();
    }
    if (ours.end() != End.REFUSED) {
      throw disagreement(stream, ours, theirs);
    }
    return Optional.of(ours.refusal());
  }

  private static AssertionError disagreement(
      byte[] stream, ReadRequests ours, ReadRequests theirs) {
    String text = new String(stream, ISO_8859_1).replace("\r", "\\r").replace("\n", "\\n");
    return new AssertionError("Of " + text + "\nours reads " + ours + "\nJetty " + theirs);
  }
}
