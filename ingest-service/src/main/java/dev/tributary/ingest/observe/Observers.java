package dev.tributary.ingest.observe;

import dev.tributary.ingest.http.Observer;
import dev.tributary.ingest.http.Response;
import dev.tributary.ingest.http1.head.RequestHead;
import java.util.List;
import java.util.function.Supplier;

/** Tells several. */
public record Observers(List<Observer> all) implements Observer {
  @Override
  public void began() {
    all.forEach(Observer::began);
  }

  @Override
  public void answered(
      RequestHead head, String path, Supplier<String> peer, Response response, long nanos) {
    all.forEach(one -> one.answered(head, path, peer, response, nanos));
  }
}
