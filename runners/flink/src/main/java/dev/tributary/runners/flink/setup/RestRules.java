package dev.tributary.runners.flink.setup;

import java.util.List;

/**
 * Where Flink's REST API answers and to whom, as lines of its configuration: programs of this
 * machine and its own web pages. Who reaches it may start jobs, which is any code.
 */
public final class RestRules {
  private RestRules() {}

  /** Nothing is uploaded, and no job is ended, by the web pages. Our own commands need neither. */
  public static List<String> lines(int port) {
    return lines(port, false);
  }

  /**
   * The same.
   *
   * @param webSubmit whether the web pages take jars and end jobs
   */
  public static List<String> lines(int port, boolean webSubmit) {
    return List.of(
        "rest.address: 127.0.0.1",
        "rest.bind-address: 127.0.0.1",
        "rest.port: " + port,
        "rest.bind-port: " + port,
        "web.submit.enable: " + webSubmit,
        "web.cancel.enable: " + webSubmit,
        "web.access-control-allow-origin: http://127.0.0.1:" + port);
  }
}
