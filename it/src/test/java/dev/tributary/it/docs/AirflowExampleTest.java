package dev.tributary.it.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * docs/examples/airflow: a Python interpreter loads the DAG and runs its tasks, with stand-ins for
 * Airflow and for the command. Airflow itself is not there. Skipped without a Python.
 */
final class AirflowExampleTest {
  private static final Path DAG = Checkout.ROOT.resolve("docs/examples/airflow/sealed_hour.py");

  /** Decorators that keep the functions, tasks that are called later, and a command that ends. */
  private static final String DRIVER =
      """
      import importlib.util, sys, types
      from datetime import datetime, timezone, timedelta

      tasks, order, calls = {}, [], []

      class Bound:
          def __init__(self, name): self.name = name
          def __rshift__(self, other): order.append((self.name, other.name))

      def register(function):
          tasks[function.__name__] = function
          return lambda: Bound(function.__name__)

      def dag(**settings):
          assert settings["schedule"] == "@hourly", settings
          return lambda function: function

      task = register
      task.sensor = lambda **settings: register
      airflow, decorators = types.ModuleType("airflow"), types.ModuleType("airflow.decorators")
      decorators.dag, decorators.task = dag, task
      sys.modules["airflow"], sys.modules["airflow.decorators"] = airflow, decorators

      spec = importlib.util.spec_from_file_location("example", sys.argv[1])
      example = importlib.util.module_from_spec(spec)
      spec.loader.exec_module(example)

      def ends_with(code):
          def run(command, **settings):
              calls.append(command)
              return types.SimpleNamespace(returncode=code)
          example.subprocess = types.SimpleNamespace(run=run)

      start = datetime(2026, 11, 24, 3, tzinfo=timezone(timedelta(hours=1)))
      for code in (0, 1):
          ends_with(code)
          print(code, tasks["hour_is_sealed"](data_interval_start=start))
      ends_with(2)
      try:
          tasks["hour_is_sealed"](data_interval_start=start)
      except RuntimeError as error:
          print(error)
      print(order)
      print(" ".join(calls[0]))
      print(tasks["process"](data_interval_start=start))
      """;

  @TempDir private Path folder;

  @Test
  void waitsForTheHourOfItsRun() throws Exception {
    String python = python();
    Path driver = Files.writeString(folder.resolve("driver.py"), DRIVER);
    assertThat(run(python, "-B", driver.toString(), DAG.toString()).lines())
        .containsExactly(
            "0 True",
            "1 False",
            "wait ended with 2: its options are incorrect",
            "[('hour_is_sealed', 'process')]",
            "mvn -q -Ptool -Dtool=wait --type=sign_up --dt=2026-11-24 --hour=02 --timeout=PT0S"
                + " --bootstrapServers=kafka:9092 --lake=hdfs://namenode:8020/lake"
                + " --name=tributary",
            "SELECT count(*) FROM events WHERE event_type = 'sign_up' AND dt = '2026-11-24' AND"
                + " hour = '02'");
  }

  private String python() throws InterruptedException {
    for (String name : new String[] {"python3", "python"}) {
      try {
        run(name, "-c", "import sys; assert sys.version_info >= (3, 8)");
        return name;
      } catch (IOException missing) {
        // the next one
      }
    }
    assumeTrue(false, "no Python of 3.8 or newer");
    throw new IllegalStateException();
  }

  private String run(String... command) throws IOException, InterruptedException {
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    boolean hasEnded = process.waitFor(60, TimeUnit.SECONDS);
    process.destroyForcibly();
    String text = Files.readString(output, StandardCharsets.UTF_8);
    if (!hasEnded || process.exitValue() != 0) {
      throw new IOException("Cannot run " + String.join(" ", command) + ": " + text);
    }
    return text;
  }
}
