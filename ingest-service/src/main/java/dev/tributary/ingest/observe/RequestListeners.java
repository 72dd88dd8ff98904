package dev.tributary.ingest.observe;

import dev.tributary.ingest.http.RequestListener;
import dev.tributary.ingest.http.Response;
import dev.tributary.ingest.http1.head.RequestHead;
import java.util.List;
import java.util.function.Supplier;

/** Tells each of several listeners, in order. */
public record RequestListeners(List<RequestListener> all) implements RequestListener {
  @Override
  public void began() {
    all.forEach(RequestListener::began);
  }

  @Override
  public void answered(
      RequestHead head, String path, Supplier<String> peer, Response response, long nanos) {
    all.forEach(listener -> listener.answered(head, path, peer, response, nanos));
  }
}
