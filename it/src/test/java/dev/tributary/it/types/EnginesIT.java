package dev.tributary.it.types;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.it.faults.JavaProcess;
import dev.tributary.it.support.OpenedPackages;
import dev.tributary.it.support.StartedPart;
import dev.tributary.it.support.TempHome;
import dev.tributary.it.support.UpProcess;
import dev.tributary.runners.processes.home.Checkout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Other engines read the lake's files as Presto does: the same rows, the same types, over two
 * generations of a schema and two lake formats, both in the same hours. {@code mvn -q -Pengines
 * verify}.
 */
@Tag("engines")
final class EnginesIT {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private static TempHome home;
  private static UpProcess up;
  private static TypedFixture world;

  @BeforeAll
  static void fill() throws Exception {
    home = TempHome.make();
    up = UpProcess.start(home.home(), Map.of());
    world = TypedFixture.in(up.awaitUp(), home.folder().resolve("types"));
    SchemaFolder first =
        SchemaFolder.ofCheckout(world.folder().resolve("gen-1"), Generations.first());
    world.launch(first);
    world.put(GameEvents.all());
    world.put(Generations.firstEvents());
    world.put(GameEvents.ofOtherTypes());
    MixedFormats.mix(world);
    world.launch(first.next(world.folder().resolve("gen-2"), Generations.second()));
    world.put(Generations.secondEvents());
    world.put(OddTypes.events());
  }

  @AfterAll
  static void stop() throws Exception {
    try (TempHome deletedLast = home;
        UpProcess stopped = up) {
      assertThat(deletedLast).isNotNull();
      assertThat(stopped).isNotNull();
      world.close();
    }
  }

  /** A table, and which of its rows. */
  static Stream<Arguments> questions() {
    return Stream.of(
        Arguments.of("events", "true"),
        Arguments.of("events", "event_type = 'null'"),
        Arguments.of(
            "events",
            "event_type IN ('true', 'nan', 'order') AND dt = '2026-11-05' AND hour = '09'"),
        Arguments.of("dead_letters", "true"));
  }

  @ParameterizedTest
  @MethodSource("questions")
  void givesDuckDbWhatPrestoReads(String table, String where) throws Exception {
    EngineTable presto = presto(table, where);
    EngineTable duck = EngineTable.ofDuckDb(world.lake().resolve(table), where);
    assertThat(duck.types()).isEqualTo(presto.types());
    assertThat(duck.rows()).isNotEmpty().isEqualTo(presto.rows());
  }

  @ParameterizedTest
  @MethodSource("questions")
  void givesSparkWhatPrestoReads(String table, String where) throws Exception {
    EngineTable presto = presto(table, where);
    Path folder = Files.createTempDirectory(world.folder(), "spark-" + table);
    Path columns = folder.resolve("columns");
    Path rows = folder.resolve("rows");
    Path module = StartedPart.checkout().root().resolve("it/bench/spark");
    List<Path> classpath = new ArrayList<>(List.of(module.resolve("target/classes")));
    classpath.addAll(Checkout.jarsIn(module));
    try (JavaProcess spark =
        JavaProcess.startForeign(
            classpath,
            folder.resolve("log"),
            OpenedPackages.options(),
            "dev.tributary.bench.spark.ReadLake",
            List.of(
                world.lake().resolve(table).toString(), where, columns.toString(), rows + ""))) {
      assertThat(spark.awaitEnd(PATIENCE)).as(spark.lastLines()).isZero();
    }
    EngineTable read = EngineTable.ofSpark(columns, rows);
    assertThat(read.types()).isEqualTo(presto.types());
    assertThat(read.rows()).isNotEmpty().isEqualTo(presto.rows());
  }

  private static EngineTable presto(String table, String where) throws Exception {
    return EngineTable.ofPresto(world.sql(), table, where);
  }
}
