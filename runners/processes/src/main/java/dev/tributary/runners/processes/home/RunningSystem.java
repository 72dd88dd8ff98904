package dev.tributary.runners.processes.home;

import java.io.IOException;
import java.util.Optional;

/** The local system that is up, if there is one. */
public final class RunningSystem {
  private RunningSystem() {}

  /** Where the system of {@link Home#chosen} answers; empty when it is not up. */
  public static Optional<Endpoints> find() throws IOException {
    return Endpoints.read(Home.chosen());
  }

  /**
   * The same when it has to be up.
   *
   * @param otherwise what else the user may do, such as "name another one with --lake"
   * @throws CannotStartException when it is not up; the line says what to do
   */
  public static Endpoints findOr(String otherwise) throws IOException {
    return find()
        .orElseThrow(
            () ->
                new CannotStartException(
                    "Tributary is not up in %s: start it with mvn -q -Pup, or %s"
                        .formatted(Home.chosen().folder(), otherwise)));
  }
}
