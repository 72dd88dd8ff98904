package dev.tributary.runners.cli.ask;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.tributary.runners.processes.command.CommandRun;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Commands that ask a service, with answers that the real one gives: it does so in UpIT. */
final class AskedServiceTest {
  private static final String DEAD_LETTER =
      """
      {"receipt":"events-2-41","state":"dead_letter","topic":"events","partition":2,"offset":41,\
      "topic_id":"VZk4","reason":"WRONG_TYPE","field":"data.level","rule":"must be a number",\
      "commit":{"sequence":12,"at":"2026-11-24T01:02:05.001Z","published":true},\
      "file":"dead_letters/dt=2026-11-24/2-VZk4-1f0c.parquet"}""";

  private record Said(int status, String body) {}

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final PrintStream realOut = System.out;
  private final PrintStream realErr = System.err;
  private final Map<String, Said> answers = new HashMap<>();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    System.setOut(new PrintStream(out, true, UTF_8));
    System.setErr(new PrintStream(err, true, UTF_8));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          Said said =
              answers.getOrDefault(
                  exchange.getRequestURI().getRawPath(), new Said(500, "{\"detail\":\"?\"}"));
          byte[] body = said.body().getBytes(UTF_8);
          exchange.sendResponseHeaders(said.status(), body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    System.setOut(realOut);
    System.setErr(realErr);
  }

  @Test
  void receiptShowsWhatTheServiceKnows() {
    answers.put("/v1/receipts/events-2-41", new Said(200, DEAD_LETTER));

    assertThat(run(new ReceiptCommand(), "events-2-41")).isZero();
    assertThat(out.toString(UTF_8))
        .isEqualTo(
            """
            receipt  events-2-41
            state    dead_letter
            reason   WRONG_TYPE in data.level: must be a number
            commit   12, 2026-11-24T01:02:05.001Z, published
            file     dead_letters/dt=2026-11-24/2-VZk4-1f0c.parquet
            """);
  }

  @Test
  void receiptPrintsTheServicesOwnObjectForPrograms() {
    answers.put("/v1/receipts/events-2-41", new Said(200, DEAD_LETTER));

    assertThat(run(new ReceiptCommand(), "events-2-41", "--json")).isZero();
    assertThat(out.toString(UTF_8)).isEqualTo(DEAD_LETTER + "\n");
  }

  @Test
  void receiptEndsWithTwoForWhatIsNoneAndWithOneForWhatIsNotThere() {
    answers.put("/v1/receipts/a%2Fb%20c", new Said(400, "{\"detail\":\"receipt must be a-b-c\"}"));
    answers.put("/v1/receipts/events-2-99", new Said(404, "{\"detail\":\"No such record\"}"));

    assertThat(run(new ReceiptCommand(), "a/b c")).isEqualTo(2);
    assertThat(run(new ReceiptCommand(), "events-2-99")).isEqualTo(1);
    assertThat(out.toString(UTF_8)).isEmpty();
    assertThat(err.toString(UTF_8))
        .isEqualTo("receipt: receipt must be a-b-c\nreceipt: No such record\n");
  }

  @Test
  void statusNamesAServiceThatRefuses() {
    answers.put("/console/api/health", new Said(401, "{\"detail\":\"A key is needed\"}"));

    assertThat(run(new StatusCommand())).isEqualTo(1);
    assertThat(out.toString(UTF_8)).isEqualTo("The ingest-service says: A key is needed\n");
  }

  @Test
  void saysThatNobodyAnswers() {
    server.stop(0);

    assertThat(run(new ReceiptCommand(), "events-2-41")).isEqualTo(1);
    assertThat(err.toString(UTF_8))
        .isEqualTo("receipt: Cannot ask " + address() + ": Connection refused\n");
    assertThat(run(new StatusCommand())).isEqualTo(1);
    assertThat(out.toString(UTF_8)).contains("Cannot ask " + address());
  }

  @Test
  void refusesAnAddressThatIsNone() {
    assertThat(
            new CommandRun(Throwable::getMessage).run(new StatusCommand(), List.of("--service=x")))
        .isEqualTo(2);
    assertThat(err.toString(UTF_8)).contains("--service must be http://HOST:PORT");
  }

  private String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private int run(Object command, String... words) {
    var all = new ArrayList<>(List.of(words));
    all.add("--service=" + address());
    return new CommandRun(Throwable::getMessage).run(command, all);
  }
}
