package dev.tributary.it.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.it.support.FlinkRestAccess;
import dev.tributary.it.support.Listener;
import dev.tributary.it.support.OpenToOthers;
import dev.tributary.it.support.PrestoSql;
import dev.tributary.it.support.TempHome;
import dev.tributary.it.support.UpProcess;
import dev.tributary.runners.processes.home.Endpoints;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a running system does not allow other machines, other users and other pages. */
abstract class ClosedToOthersInSystem {
  /** The running system. */
  protected abstract UpProcess up();

  /** Where it is reached. */
  protected abstract Endpoints endpoints();

  /** Its home. */
  protected abstract TempHome home();

  @Test
  void listensForNobodyButThisMachine() throws Exception {
    List<Listener> listeners = Listener.of(up().processesOfHome());
    for (String part :
        List.of(
            endpoints().http(),
            endpoints().kafka(),
            endpoints().metastore(),
            endpoints().presto())) {
      assertThat(listeners).extracting(Listener::port).contains(Integer.parseInt(port(part)));
    }
    assertThat(listeners).allMatch(Listener::isLocal, "listens on a loopback address");
  }

  @Test
  void letsFlinkTakeNoJarAndAnswerNoForeignPage() throws Exception {
    String ready = Files.readString(home().home().run().resolve("pipeline.ready"));
    new FlinkRestAccess(Integer.parseInt(ready.strip().substring("port=".length())))
        .assertRefusesStrangers();
  }

  @Test
  void writesNothingThatAnotherUserMayRead() throws Exception {
    for (String part : List.of("kafka", "lake", "logs", "metastore", "pipeline", "run", "tmp")) {
      assertThat(OpenToOthers.under(home().folder().resolve(part))).as(part).isEmpty();
    }
    assertThat(Files.getPosixFilePermissions(Endpoints.file(home().home())))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void letsPrestoAnswerQuestionsAndWriteNothing() {
    var presto = new PrestoSql(endpoints().presto());
    for (String statement :
        List.of(
            "CREATE TABLE hive.default.mine (a integer)",
            "CREATE TABLE hive.default.files (a varchar) WITH (format = 'CSV', external_location ="
                + " 'file://"
                + home().folder()
                + "')",
            "DROP VIEW requestors")) {
      assertThatThrownBy(() -> presto.run(statement)).as(statement).hasMessageContaining("Denied");
    }
  }

  private static String port(String address) {
    return address.substring(address.lastIndexOf(':') + 1);
  }
}
