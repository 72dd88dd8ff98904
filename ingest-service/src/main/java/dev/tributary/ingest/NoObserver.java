package dev.tributary.ingest;

import dev.tributary.ingest.collect.Observer;
import dev.tributary.ingest.collect.Reply;
import dev.tributary.ingest.gate.RequestHead;

final class NoObserver implements Observer {
  @Override
  public void began() {}

  @Override
  public void answered(RequestHead head, String path, String peer, Reply reply, long nanos) {}
}
