package dev.tributary.it.bench.hostile;

import dev.tributary.it.support.StartedPart;
import java.net.Socket;
import java.util.concurrent.Callable;

/**
 * A running door.
 *
 * @param hostile where its hostile clients connect from
 * @param connect how its good clients connect
 */
record Door(StartedPart part, Connector hostile, Callable<Socket> connect) {
  private static final String HOSTILE = "127.0.0.2";
  private static final String GOOD = "127.0.0.3";

  static Door plain(StartedPart part) {
    var good = new Connector(GOOD, part.port());
    return new Door(part, new Connector(HOSTILE, part.port()), good::plain);
  }

  static Door secure(StartedPart part, DoorKeys keys) {
    var good = new Connector(GOOD, part.port());
    return new Door(part, new Connector(HOSTILE, part.port()), () -> good.secure(keys.clients()));
  }
}
